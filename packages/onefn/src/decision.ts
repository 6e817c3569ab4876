import { hasBrand } from "./brand.js";

const DECISION = Symbol.for("onefn.decision");

/** What an identity function decides: the sign-up, sign-in, token or request goes on, or is refused. */
export type Decision = Allow | Deny;

/** Tells decisions from similar objects, in types only. See `Outcome`. */
interface Branded {
  readonly "~decision": never;
}

/** The result of {@link allow}. */
export interface Allow extends Branded, AllowOptions {
  readonly type: "allow";
}

/** The result of {@link deny}. */
export interface Deny extends Branded, DenyOptions {
  readonly type: "deny";
}

/** What {@link allow} can add. The user is denied if the provider has no place for a part, because that may matter. */
export interface AllowOptions {
  /**
   * Claims for the token; with `authorize`, what the API learns of the caller. A claim that is null is left out of the
   * token. See the capabilities `claims` and `suppressedClaims`.
   */
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  /** Attributes of the user to set, by the provider's own names. See the capability `userAttributes`. */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  /** An answer for one provider, made by a function of its package, such as `cognitoResponse` of `@onefn/aws/platform`. */
  readonly platform?: PlatformAnswer | undefined;
}

/** An answer in the words of one provider's hook. */
export interface PlatformAnswer {
  /** The hook that it is for. At any other hook, the user is denied. */
  readonly hook: string;
  readonly response: object;
}

/** What {@link deny} can say. */
export interface DenyOptions {
  /** For the user, where the provider shows it, and for the log. Put no secrets in it. */
  readonly reason?: string | undefined;
}

/**
 * Lets a sign-up, sign-in, token or request go on.
 *
 * @example
 * return allow({ claims: { tenant: "acme" } });
 */
export function allow({ claims, attributes, platform }: AllowOptions = {}): Allow {
  return { [DECISION]: true, type: "allow", claims, attributes, platform } as unknown as Allow;
}

/**
 * Refuses a sign-up, sign-in, token or request.
 *
 * @example
 * if (!event.user.email?.endsWith("@example.com")) return deny({ reason: "Sign up with your work address." });
 */
export function deny({ reason }: DenyOptions = {}): Deny {
  return { [DECISION]: true, type: "deny", reason } as unknown as Deny;
}

/** Whether a value is a decision, even one from another copy of this package. */
export function isDecision(value: unknown): value is Decision {
  return hasBrand(value, DECISION);
}
