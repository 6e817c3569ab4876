type Claims = Readonly<Record<string, unknown>>;

interface BeforeCreate {
  readonly displayName?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly emailVerified?: boolean | undefined;
  readonly photoURL?: string | undefined;
  /** Claims that stay with the user, and are in every token from now on. */
  readonly customClaims?: Claims | undefined;
  readonly recaptchaActionOverride?: "ALLOW" | "BLOCK" | undefined;
}

/**
 * What a blocking function can change, by its event.
 * @see https://cloud.google.com/identity-platform/docs/blocking-functions#modifying_a_user
 */
export interface BlockingResponses {
  readonly beforeCreate: BeforeCreate;
  readonly beforeSignIn: BeforeCreate & {
    /** Claims of this session's tokens alone. */
    readonly sessionClaims?: Claims | undefined;
  };
}

/**
 * An answer in Identity Platform's own words, for `allow({ platform })`. It adds to the attributes and claims of the
 * decision; what is in both is refused.
 *
 * @example
 * return allow({ platform: blockingResponse("beforeCreate", { customClaims: { role: "guest" } }) });
 */
export function blockingResponse<Event extends keyof BlockingResponses>(
  event: Event,
  response: BlockingResponses[Event],
): { readonly hook: string; readonly response: object } {
  return { hook: event, response };
}
