import { googleOidc, sharedSecret } from "onefn/events";

/** The header and the secret of the verifier `secret`. Both are public. */
export const EVENT_SECRET = { header: "x-contract-secret", secret: "the-secret-of-the-contract" } as const;

/** A text that `throws` has in its error, and that no client must read. */
export const VERIFIER_ERROR = "reason-of-the-verifier";

/**
 * Functions for `verify` of the option `events`, for wires whose events arrive as requests. A runtime in another process
 * finds them by their names, like `contractFunctions`.
 */
export const contractVerifiers = {
  /** Accepts one secret. */
  secret: sharedSecret({ header: EVENT_SECRET.header }, EVENT_SECRET.secret),
  /** Accepts tokens of the contract's own key, whose private half nobody has kept. */
  google: googleOidc({
    audience: "https://events.example/",
    serviceAccount: "pusher@contract.iam.gserviceaccount.com",
    keys: {
      keys: [
        {
          kty: "RSA",
          e: "AQAB",
          kid: "contract",
          alg: "RS256",
          use: "sig",
          n: "qZ_Xpa1hm6T2oCK19VpI_BN32xaR5CDZopbIid-7egHi6IRJo47aHpwT52OQpzzwL3keMxuZWHtxjMChCMz-4I5DcnFaoymI1LY9_x5ukYzRCAxbgoek084NavizyP2L9MdVP6fORZ3nHnuNEG0RGpIRmuhiDKG-OXL23uDQdHzJWjj1cMYqy10FZr00PNS9q5vIkJAxHuh6CWQ6LwCU6I18n4EgwbHZerMraJWkwMgBsEfVUvwpTPXj2VU-mA_oyD7Jr_V2MMSpZq9N3xswdepz3OFuAgSSV6PXk2uB_HvNG9D_97SdbjwwiR5BCorWUU6PI4c4pyefLGbx7QeiHw",
        },
      ],
    },
  }),
  throws(): boolean {
    throw new Error(VERIFIER_ERROR);
  },
  /** Fails later, like a key server that cannot be reached. */
  rejects: (): Promise<boolean> => Promise.reject(new Error(VERIFIER_ERROR)),
  /** Answers with something other than `true`, as code without types may. */
  truthy: (): boolean => "yes" as never,
};
