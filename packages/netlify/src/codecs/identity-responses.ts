/**
 * What a decision can change of the user. The members of each are added to those that the user has, and null removes one.
 * @see https://docs.netlify.com/build/functions/trigger-on-events/
 */
export interface IdentityMetadata {
  /** In every token of the user from now on. Only functions and administrators can change it: roles belong here. */
  readonly app_metadata?: Readonly<Record<string, unknown>> | undefined;
  /** In every token, too, but **the user can change it**. */
  readonly user_metadata?: Readonly<Record<string, unknown>> | undefined;
}

/** The events of Netlify Identity that wait for an answer, by the names of their files. */
export type IdentityHook = "identity-validate" | "identity-signup" | "identity-login";

/**
 * Metadata of the user in Netlify Identity, for `allow({ platform })`.
 *
 * @example
 * return allow({ platform: identityResponse("identity-signup", { app_metadata: { roles: ["guest"] } }) });
 */
export function identityResponse(
  hook: IdentityHook,
  metadata: IdentityMetadata,
): { readonly hook: string; readonly response: object } {
  return { hook, response: metadata };
}
