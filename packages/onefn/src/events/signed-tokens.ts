import { unverified } from "./unverified.js";

/** Public keys in place of the provider's own, for tests: a JSON Web Key Set. */
export interface PublicKeys {
  readonly keys: readonly object[];
}

/** What a token has to say, and whose it has to be. */
interface Expected {
  readonly audience: string;
  readonly issuer: string | string[];
  /** The keys, or the URL from which they are fetched and kept. */
  readonly keys: string | PublicKeys;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Verifies tokens that a provider has signed: signature, issuer, audience and expiry. It loads the package `jose` for the
 * first token.
 *
 * @param from the helper that a developer calls, for errors.
 */
export function signedTokens(from: string, expected: Expected): (token: string) => Promise<Claims> {
  let verifying: ReturnType<typeof verifier> | undefined;
  return async (token) => {
    verifying ??= verifier(from, expected);
    return (await verifying)(token);
  };
}

async function verifier(from: string, { audience, issuer, keys }: Expected) {
  const { createLocalJWKSet, createRemoteJWKSet, jwtVerify } = await jose(from);
  const set = typeof keys === "string" ? createRemoteJWKSet(new URL(keys)) : createLocalJWKSet(keys as never);
  const options = { audience, issuer, algorithms: ["RS256"], requiredClaims: ["exp"] };
  return async (token: string): Promise<Claims> => {
    try {
      return (await jwtVerify(token, set, options)).payload;
    } catch (error) {
      // Its errors carry the token's claims, which are not for the log.
      const { code, message } = error as { readonly code?: string; readonly message?: string };
      throw unverified(`the token was refused: ${message} (${code}).`);
    }
  };
}

async function jose(from: string) {
  try {
    return await import("jose");
  } catch (cause) {
    throw unverified(`${from} needs the package jose, which could not be loaded: npm install jose`, cause);
  }
}
