import {
  createIdentityEvent,
  createResponse,
  EventRequest,
  type RequestCallCodec,
  strictJson,
  verdictOf,
} from "onefn/provider";
import type { IdentityHook, IdentityMetadata } from "./identity-responses.js";

/** What Netlify Identity asks with, as far as onefn reads it. */
interface IdentityBody {
  readonly event: keyof typeof HOOKS;
  readonly user: Readonly<Record<string, unknown>> & IdentityMetadata & { readonly id: string };
}

/** By `event` in the body, which is signed. The header `x-netlify-event` is not. */
const HOOKS = {
  validate: { hook: "identity-validate", on: "signUp", done: false },
  // Of an address that was confirmed, or of an invitation that was accepted.
  signup: { hook: "identity-signup", on: "signUp", done: true },
  login: { hook: "identity-login", on: "signIn", done: false },
} as const satisfies Readonly<
  Record<string, { readonly hook: IdentityHook; readonly [more: string]: unknown }>
>;

/**
 * Events of Netlify Identity that wait for an answer. To Identity, 200, 202 and 204 are a yes. It asks three times before
 * it takes any other status for a no.
 * @see https://github.com/netlify/gotrue/blob/master/api/hooks.go
 */
export const identityEvents: RequestCallCodec = {
  trigger: "identity-events",
  matches: (native) => native instanceof EventRequest && bodyIn(native.json) !== undefined,
  input(request) {
    const { event, user } = bodyOf(request);
    const { id, email } = user;
    return createIdentityEvent({
      ...HOOKS[event],
      user: { id, email: typeof email === "string" && email !== "" ? email : undefined, attributes: user },
    });
  },
  encode(outcome, request, call) {
    const { event, user } = bodyOf(request);
    const decision = verdictOf(outcome, { hook: HOOKS[event].hook }, call);
    if (decision?.type === "allow") {
      const answer = strictJson(changed(user, decision.platform?.response ?? {}));
      return createResponse(answer, { status: 200, headers: { "content-type": "application/json" } });
    }
    // Nobody reads more than the status. Without a decision, the function has failed, and a 500 shows that in its metrics.
    return createResponse(null, { status: decision ? 403 : 500 });
  },
};

/** Identity replaces all metadata by what it is answered, which would lose `provider` and roles. */
function changed(
  user: IdentityMetadata,
  { app_metadata, user_metadata }: IdentityMetadata,
): IdentityMetadata {
  return {
    ...(app_metadata && { app_metadata: merged(user.app_metadata, app_metadata) }),
    ...(user_metadata && { user_metadata: merged(user.user_metadata, user_metadata) }),
  };
}

function merged(old: unknown, own: object): Readonly<Record<string, unknown>> {
  const all = Object.entries({ ...Object(old), ...own });
  return Object.fromEntries(all.filter(([, value]) => value !== null && value !== undefined));
}

const bodyOf = ({ json }: EventRequest) => bodyIn(json) as IdentityBody;

/** Nobody verifies it here. Undefined: it is none of these events. */
function bodyIn(json: unknown): IdentityBody | undefined {
  const { event, user } = Object(json) as Partial<IdentityBody>;
  const known = typeof event === "string" && Object.hasOwn(HOOKS, event);
  return known && typeof Object(user).id === "string" ? (json as IdentityBody) : undefined;
}
