import type { Allow, Deny, IdentityUser } from "onefn";
import {
  type Call,
  type CallOutcome,
  type Carried,
  createIdentityEvent,
  createResponse,
  EventRequest,
  logCallFailure,
  OnefnError,
  type RequestCallCodec,
  strictJson,
  verdictOf,
} from "onefn/provider";
import { type EntraEvent, entraEventIn, hookOf, MOMENTS } from "./entra-event.js";

/** What a user reads who was stopped without a reason. */
const DENIED = "Denied.";

/**
 * Custom authentication extensions of Microsoft Entra. A sign-up is stopped by a page that says why. The other events
 * have no such answer: whatever is not 200 stops the user, who reads nothing of it.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/custom-extension-overview
 */
export const entra: RequestCallCodec = {
  trigger: "entra",
  matches: (native) => native instanceof EventRequest && entraEventIn(native.json) !== undefined,
  input(request) {
    const event = eventOf(request);
    const hook = hookOf(event);
    const { client, clientServicePrincipal } = event.data.authenticationContext;
    return createIdentityEvent({
      on: MOMENTS[hook],
      hook,
      user: userOf(event),
      app: clientServicePrincipal?.appId,
      ip: client?.ip,
    });
  },
  record: eventOf,
  encode(outcome, request, call) {
    const event = eventOf(request);
    const hook = hookOf(event);
    const decision = decided(event, outcome, call);
    if (decision?.type === "allow") return answer(200, allowed(hook, decision));
    // Without a decision, the function has failed. A 500 shows up as an error in the app's metrics; a 403 would not.
    if (!decision) return answer(500, { error: { message: DENIED } });
    if (MOMENTS[hook] !== "signUp") return answer(403, { error: { message: DENIED } });
    return answer(200, dataOf(hook, { action: "showBlockPage", message: decision.reason || DENIED }));
  },
};

/** The characters of names and values that claims may have: Entra refuses the whole answer otherwise. */
const LARGEST = 3 * 1024;

/** The decision, unless it has an attribute that is no text, number or boolean: Entra refuses the whole answer then. */
function decided(event: EntraEvent, outcome: CallOutcome, call: Call): Allow | Deny | undefined {
  const decision = verdictOf(outcome, carriedBy(event, outcome), call);
  if (decision?.type !== "allow") return decision;
  const wrong = Object.entries(decision.attributes ?? {}).find(
    ([, value]) => !["string", "number", "boolean"].includes(typeof value),
  );
  if (!wrong) return decision;
  const error = new OnefnError(
    "ONEFN_DECISION_INVALID",
    `the attribute "${wrong[0]}" is no text, number or boolean, which is all that ${hookOf(event)} takes.`,
  );
  logCallFailure({ fault: "function", name: error.code, message: error.message, error }, call);
  return undefined;
}

/** What the answer to an event can carry. It has one action, so nothing can stand beside one in Entra's own words. */
function carriedBy(event: EntraEvent, { output }: CallOutcome): Carried {
  const hook = hookOf(event);
  if ((output as Partial<Allow> | undefined)?.platform) return { hook };
  if (hook === "tokenIssuanceStart") {
    const { claims = {} } = (output ?? {}) as Partial<Allow>;
    const isLarge = Object.entries(claims).flat(2).join("").length > LARGEST;
    return { hook, claims: { types: ["string"], lists: true, ...(isLarge && { longest: LARGEST }) } };
  }
  // Others would be left out without a word. At a form's start nothing is set, since the user can change it.
  const collected = event.data.userSignUpInfo?.attributes ?? {};
  return hook === "attributeCollectionSubmit" ? { hook, attributes: Object.keys(collected) } : { hook };
}

/** The one action that an answer has. */
type Action = { readonly action: string } & Readonly<Record<string, unknown>>;

function allowed(hook: keyof typeof MOMENTS, { claims = {}, attributes = {}, platform }: Allow): object {
  if (platform) return dataOf(hook, platform.response as Action);
  // Without the member, Entra refuses the answer.
  if (hook === "tokenIssuanceStart") return dataOf(hook, { action: "provideClaimsForToken", claims });
  if (Object.keys(attributes).length > 0)
    return dataOf(hook, { action: "modifyAttributeValues", attributes });
  return dataOf(hook, { action: "continueWithDefaultBehavior" });
}

/** Entra's names have no leading `#`, which Microsoft Graph's have. */
function dataOf(hook: keyof typeof MOMENTS, { action, ...members }: Action): object {
  const [data, actions] =
    hook === "emailOtpSend"
      ? ["OnOtpSend", "OtpSend"]
      : [`on${hook.charAt(0).toUpperCase()}${hook.slice(1)}`, hook];
  return {
    data: {
      "@odata.type": `microsoft.graph.${data}ResponseData`,
      actions: [{ "@odata.type": `microsoft.graph.${actions}.${action}`, ...members }],
    },
  };
}

function answer(status: number, body: object): Response {
  return createResponse(strictJson(body), { status, headers: { "content-type": "application/json" } });
}

function eventOf({ json }: EventRequest): EntraEvent {
  return entraEventIn(json) as EntraEvent;
}

function userOf({
  data: { authenticationContext, userSignUpInfo, otpContext },
}: EntraEvent): Partial<IdentityUser> {
  const { user } = authenticationContext;
  if (user) return { id: user.id, email: textOf(user.mail), attributes: user };
  if (otpContext) return { email: otpContext.identifier };
  const { attributes = {}, identities } = userSignUpInfo ?? {};
  // Written `email` and `emailAddress`. Others have the id of another provider, which is no address.
  const own = identities?.find(({ signInType }) => /^email/i.test(`${signInType}`));
  return {
    // An attribute is what the user has typed; the identity's address has been verified.
    email: textOf(own?.issuerAssignedId),
    attributes: Object.fromEntries(Object.entries(attributes).map(([name, each]) => [name, each?.value])),
  };
}

/** An address that is not there is null. */
function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
