import type { AdaptOptions } from "../adapter/options.js";
import { strictJson } from "../calls/json.js";
import type { CallKind, Choice } from "../calls/kind.js";
import { type CallFailure, type CallOutcome, failed } from "../calls/outcome.js";
import type { Context } from "../context/context.js";
import { type Decision, isDecision } from "../decision.js";
import { OnefnError } from "../errors.js";
import { checkOption, checkOptions, type OptionChecks } from "../option-checks.js";
import { createRecord } from "../record.js";
import { type AnyFunction, branded, type MaybePromise } from "./function.js";
import { checkHandler, isText } from "./options.js";

/**
 * What an identity function decides about. `signUp`: a new user. `signIn`: a user who signs in. `token`: the claims of a
 * token. `challenge`: a step of a sign-in that you define yourself. `message`: the words of an email or text message to a
 * user. `authorize`: a request to an API.
 */
export type IdentityMoment = "signUp" | "signIn" | "token" | "challenge" | "message" | "authorize";

/** The user of an {@link IdentityEvent}, as far as the provider tells. */
export interface IdentityUser {
  /** The provider's id. A user who is only about to sign up may have none. */
  readonly id: string | undefined;
  /** The address. At a sign-up, nobody has checked yet that it is the user's. */
  readonly email: string | undefined;
  /** What the provider knows of the user, by its own names. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The claims of the token by which another identity provider vouches for the user, or that is about to be issued. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The request that waits for `authorize`, as far as the provider tells. */
export interface IdentityRequest {
  /** What the caller presents, such as `Bearer eyJ...`: nobody has checked it. */
  readonly credentials: string | undefined;
  readonly method: string | undefined;
  readonly path: string | undefined;
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** By name; the last value of a name that is repeated. */
  readonly query: Readonly<Record<string, string>>;
}

/** A sign-up, sign-in, token, challenge, message or request that waits for a decision. */
export interface IdentityEvent<On extends IdentityMoment = IdentityMoment> {
  readonly on: On;
  /** The provider's own name of it, such as `PreSignUp_SignUp` or `beforeCreate`. */
  readonly hook: string;
  /** Whether it has already happened. A denial is then an error for the user, but undoes nothing. */
  readonly done: boolean;
  readonly user: IdentityUser;
  /** The client that the user signs in to, by the provider's id. */
  readonly app: string | undefined;
  /** The user's address, as far as the provider tells. */
  readonly ip: string | undefined;
  /** With `authorize`: the request. */
  readonly request: On extends "authorize" ? IdentityRequest : undefined;
}

/** The members of a test's identity event. Every one but `on` has a default. */
export interface IdentityEventInit<On extends IdentityMoment = IdentityMoment> {
  readonly on: On;
  readonly hook?: string | undefined;
  readonly done?: boolean | undefined;
  readonly user?: Partial<IdentityUser> | undefined;
  readonly app?: string | undefined;
  readonly ip?: string | undefined;
  readonly request?: Partial<IdentityRequest> | undefined;
}

/**
 * Creates an identity event for unit tests, without a provider.
 *
 * @example
 * const event = createIdentityEvent({ on: "signUp", user: { email: "a@example.com" } });
 * await admit.handler(event, createContext());
 */
export function createIdentityEvent<On extends IdentityMoment>({
  on,
  hook = on,
  done = false,
  user = {},
  app,
  ip,
  request = {},
}: IdentityEventInit<On>): IdentityEvent<On> {
  const { id, email, attributes = createRecord(), claims = createRecord() } = user;
  const { credentials, method, path, headers = createRecord(), query = createRecord() } = request;
  return {
    on,
    hook,
    done,
    user: { id, email, attributes, claims },
    app,
    ip,
    request: (on === "authorize"
      ? { credentials, method, path, headers, query }
      : undefined) as IdentityEvent<On>["request"],
  };
}

/** A function that decides while a user waits. */
export interface IdentityFunction<On extends IdentityMoment = IdentityMoment> extends AnyFunction {
  readonly kind: "identity";
  readonly trigger: { readonly on: On };
  readonly handler: IdentityHandler<On>;
}

/** Typed as a method, so that the functions of all moments are {@link IdentityFunction}s. */
type IdentityHandler<On extends IdentityMoment> = {
  handle(event: IdentityEvent<On>, context: Context): MaybePromise<Decision>;
}["handle"];

/** Options of {@link identity}. */
export interface IdentityOptions<On extends IdentityMoment = IdentityMoment> {
  /** What it decides about. A deployable has at most one function for each moment. */
  readonly on: On;
  /** For logs and deployments. */
  readonly name?: string | undefined;
}

/**
 * Defines a function that decides about a sign-up, a sign-in, a token or a request while the user waits. Whatever goes
 * wrong denies: an error, a deadline, and a handler that returns no decision.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the handler is not a function or an option is invalid.
 * @example
 * export const admit = identity({ on: "signUp" }, ({ user }) =>
 *   user.email?.endsWith("@example.com") ? allow() : deny({ reason: "Sign up with your work address." }),
 * );
 */
export function identity<On extends IdentityMoment>(
  options: IdentityOptions<On>,
  handler: (event: IdentityEvent<On>, context: Context) => MaybePromise<Decision>,
): IdentityFunction<On> {
  checkHandler("[onefn] identity", handler);
  checkOptions("[onefn] identity", options, IDENTITY_OPTIONS);
  checkOption(MOMENTS.includes(options.on), "[onefn] identity", "on", ONE_OF_MOMENTS);
  const { on, name } = options;
  return branded({ kind: "identity", name, trigger: { on }, handler });
}

const MOMENTS: readonly unknown[] = ["signUp", "signIn", "token", "challenge", "message", "authorize"];
const ONE_OF_MOMENTS = `one of ${MOMENTS.join(", ")}`;

const IDENTITY_OPTIONS = {
  on: [(value) => MOMENTS.includes(value), ONE_OF_MOMENTS],
  name: [isText, "a string"],
} satisfies OptionChecks<IdentityOptions>;

/** The kind `identity`, for adapters. */
export const identityKind: CallKind<IdentityFunction> = { kind: "identity", choose, run: decide };

/** Runs the handler, and fails if it returns no decision. Does not reject. */
async function decide(fn: IdentityFunction, event: unknown, context: Context): Promise<CallOutcome> {
  let decision: unknown;
  try {
    decision = await fn.handler(event as IdentityEvent, context);
  } catch (error) {
    return { failure: failed(error, context) };
  }
  if (!isDecision(decision)) {
    // Not an allow(): a forgotten return would let everybody in.
    return {
      failure: decisionInvalid(
        "the handler returned no decision, which denies. Return allow() or deny() in every branch",
      ),
    };
  }
  try {
    if (decision.type === "allow") {
      const { claims = {}, attributes = {}, platform } = decision;
      strictJson([claims, attributes, platform?.response ?? {}]);
    }
    return { output: decision };
  } catch (error) {
    return {
      failure: decisionInvalid(`what allow() was given cannot be JSON: ${(error as Error).message}`),
    };
  }
}

/** The failure of a decision that cannot be carried. @param what never quotes a value. */
export function decisionInvalid(what: string): CallFailure {
  const error = new OnefnError("ONEFN_DECISION_INVALID", `${what}.`);
  return { fault: "function", name: error.code, message: error.message, error };
}

function choose(functions: readonly IdentityFunction[], _: AdaptOptions): Choice<IdentityFunction> {
  const byMoment = new Map<string, IdentityFunction>();
  for (const fn of functions) {
    const { on } = fn.trigger;
    if (byMoment.has(on)) {
      throw new OnefnError(
        "ONEFN_DUPLICATE_TRIGGER",
        `[onefn] adapt: two identity functions have on: "${on}". Leave one of them out.`,
      );
    }
    byMoment.set(on, fn);
  }
  return {
    only: undefined,
    named: (on) => byMoment.get(on),
    of(event) {
      const { on } = event as IdentityEvent;
      const fn = byMoment.get(on);
      if (fn) return fn;
      throw new OnefnError(
        "ONEFN_NO_FUNCTION",
        `[onefn] No identity function has on: "${on}", so the user was denied. Adapt one, or remove that trigger.`,
      );
    },
    names: [...byMoment.keys()].join(", "),
  };
}
