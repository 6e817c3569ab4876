import {
  allow,
  type Context,
  type Decision,
  deny,
  type IdentityEvent,
  type IdentityMoment,
  identity,
} from "onefn";
import { missingInContext } from "../copies.js";
import { Hostile } from "../hostile.js";
import { report } from "../report.js";
import { wait } from "../wait.js";

/** A text that no user must read. */
export const SECRET = "secret-of-the-hook";

/** The reason of a denial. */
export const REASON = "Use your work address.";

/** What a case wants an identity function to do. */
export type Behaviour = keyof typeof BEHAVIOUR;

type Behave = (event: IdentityEvent, context: Context, id: string) => unknown;

const BEHAVIOUR = {
  allow: () => allow(),
  claims: () => allow({ claims: { tenant: "acme", plan: "gold" } }),
  suppress: () => allow({ claims: { tenant: "acme", phone_number: null } }),
  odd: () => allow({ claims: JSON.parse('{"__proto__":"a","constructor":"b"}') }),
  attributes: () => allow({ attributes: { displayName: "Ann" } }),
  "attribute-object": () => allow({ attributes: { displayName: { first: "Ann" } } }),
  bytes: () => allow({ claims: { picture: Uint8Array.of(1) } }),
  elsewhere: () => allow({ platform: { hook: "elsewhere", response: { allowed: true } } }),
  "platform-bytes": ({ hook }) => allow({ platform: { hook, response: { picture: Uint8Array.of(1) } } }),
  deny: () => deny(),
  reason: () => deny({ reason: REASON }),
  nothing: () => undefined,
  true: () => true,
  lookalike: () => ({ type: "allow" }),
  error: () => {
    throw new Error(SECRET);
  },
  "later-error": async () => {
    await wait(1);
    throw new TypeError(SECRET);
  },
  string: () => {
    throw SECRET;
  },
  undefined: () => {
    throw undefined;
  },
  hostile: () => {
    throw new Hostile(SECRET);
  },
  hang: async () => {
    await wait(1_500);
    return allow();
  },
  event(event, context, id) {
    report(context, { event: id, seen: event });
    return allow();
  },
  context(_, context, id) {
    const { provider, runtime, functionName, requestId, env } = context;
    const sameRequestId = context.requestId === requestId;
    const seen = { provider, runtime, functionName, requestId, sameRequestId, env: typeof env };
    report(context, { context: id, ...seen, missing: missingInContext(context) });
    return allow();
  },
  later(_, context, id) {
    context.waitUntil(wait(20).then(() => report(context, { later: id })));
    return allow();
  },
  "some-denied": async (_, __, id) => {
    await wait(Number(id.at(-1)));
    return Number(id.at(-1)) % 2 === 0 ? allow() : deny();
  },
} satisfies Readonly<Record<string, Behave>>;

/** A function that does what the user's address says, or what the caller presents: `<what>.<id>@...`. */
function hook<On extends IdentityMoment>(on: On) {
  return identity({ on }, (event, context) => {
    const [what = "", id = ""] = (event.request?.credentials ?? event.user.email ?? "").split(/[.@]/);
    report(context, { ran: id, on: event.on });
    const behave: Behave | undefined = Object.hasOwn(BEHAVIOUR, what)
      ? BEHAVIOUR[what as Behaviour]
      : undefined;
    // As code without types may.
    return behave?.(event, context, id) as Decision;
  });
}

/** A function for each moment. */
export const identityFunctions = {
  signUp: hook("signUp"),
  signIn: hook("signIn"),
  token: hook("token"),
  challenge: hook("challenge"),
  authorize: hook("authorize"),
  message: hook("message"),
};

/** One function, for messages. */
export const messageHook = hook("message");
