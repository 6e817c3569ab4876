import { checkOption } from "../option-checks.js";
import type { Verify } from "./options.js";
import { bearerOf } from "./secrets.js";
import { type PublicKeys, signedTokens } from "./signed-tokens.js";

/** The sender that {@link googleOidc} accepts. */
export interface GoogleOidc {
  /** The audience that the subscription or job is configured with: by default, the URL that it sends to. */
  readonly audience: string;
  /** The service account that the subscription or job sends as, such as `pusher@project.iam.gserviceaccount.com`. */
  readonly serviceAccount: string;
  /** Public keys in place of Google's, for tests: a JSON Web Key Set. Default: Google's, fetched and kept. */
  readonly keys?: PublicKeys | undefined;
}

/** @see https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken */
const KEYS = "https://www.googleapis.com/oauth2/v3/certs";
const ISSUERS = ["https://accounts.google.com", "accounts.google.com"];

/**
 * Accepts requests with an ID token of a Google service account, for `verify` of the option `events`. Pub/Sub push, Cloud
 * Tasks and Cloud Scheduler send one if they are configured to. Signature, issuer, audience, expiry and account are
 * checked. The account is required, because anybody with a Google account can get a token for your audience.
 *
 * It needs the package `jose`, which is loaded at the first request. A Cloud Run service that requires authentication
 * gets tokens without their signature: set `verify: "platform"` there.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the audience or the account is not a string, or is empty.
 * @see https://cloud.google.com/pubsub/docs/authenticate-push-subscriptions
 * @example
 * const verify = googleOidc({ audience: "https://shop.example/", serviceAccount: "pusher@shop.iam.gserviceaccount.com" });
 * adapt(orders, { events: { verify } });
 */
export function googleOidc({ audience, serviceAccount, keys }: GoogleOidc): Exclude<Verify, "platform"> {
  for (const [name, value] of Object.entries({ audience, serviceAccount })) {
    checkOption(typeof value === "string" && value !== "", "[onefn] googleOidc", name, "a non-empty string");
  }
  const claimsOf = signedTokens("googleOidc", { audience, issuer: ISSUERS, keys: keys ?? KEYS });
  return async (request) => {
    const token = bearerOf(request);
    if (token === null) return false;
    const { email, email_verified: verified } = await claimsOf(token);
    return verified === true && email === serviceAccount;
  };
}
