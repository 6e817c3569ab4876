import { checkOption } from "../option-checks.js";
import type { Verify } from "./options.js";
import { type PublicKeys, signedTokens } from "./signed-tokens.js";

/** The caller that {@link googleBlocking} accepts. */
export interface GoogleBlocking {
  /** The id of the project whose users are asked about. */
  readonly project: string;
  /** The URL of the function, exactly as it is registered in Identity Platform. */
  readonly audience: string;
  /** Public keys in place of Google's, for tests: a JSON Web Key Set. Default: Google's, fetched and kept. */
  readonly keys?: PublicKeys | undefined;
}

/** @see https://firebase.google.com/docs/auth/admin/verify-id-tokens#verify_id_tokens_using_a_third-party_jwt_library */
const KEYS = "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com";

/**
 * Accepts requests of Identity Platform to a blocking function, for `verify` of the option `events`. Their body contains
 * a token of Google's, whose signature, issuer (the project), audience and expiry are checked. Tokens of signed-in users
 * have the same issuer and keys, but another audience.
 *
 * It needs the package `jose`, which is loaded at the first request.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the project is not a string, or is empty, or if the audience is not a URL.
 * @see https://cloud.google.com/identity-platform/docs/blocking-functions
 * @example
 * const verify = googleBlocking({ project: "shop", audience: "https://hooks-abc-ew.a.run.app" });
 * adapt(admit, { events: { verify } });
 */
export function googleBlocking({ project, audience, keys }: GoogleBlocking): Exclude<Verify, "platform"> {
  checkOption(
    typeof project === "string" && project !== "",
    "[onefn] googleBlocking",
    "project",
    "a non-empty string",
  );
  // The project's id would let in tokens of signed-in users, whose audience it is.
  checkOption(/^https?:\/\/./.test(audience), "[onefn] googleBlocking", "audience", "an absolute URL");
  const issuer = `https://securetoken.google.com/${project}`;
  const claimsOf = signedTokens("googleBlocking", { audience, issuer, keys: keys ?? KEYS });
  return async (request) => {
    const token = tokenIn(await request.clone().text());
    if (token === undefined) return false;
    await claimsOf(token);
    return true;
  };
}

function tokenIn(body: string): string | undefined {
  try {
    const { jwt } = JSON.parse(body).data;
    return typeof jwt === "string" ? jwt : undefined;
  } catch {
    // No JSON, or not of this shape.
    return undefined;
  }
}
