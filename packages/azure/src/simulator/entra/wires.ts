import {
  type Answered,
  deployThroughHttp,
  type HttpWire,
  type IdentityReply,
  type IdentityWire,
  type OutgoingHook,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import { answersOf } from "./answers.js";
import { type EntraOptions, entra } from "./request.js";

type Hook = Parameters<typeof entra>[0];

/** The events of a wire, by moment. The first moment is the most usual. */
type Hooks = Partial<Readonly<Record<OutgoingHook["on"], Hook>>>;

/** What Entra makes of an action; undefined for one that the event does not have. */
type Play = (action: Action, hook: Hook) => IdentityReply | undefined;

interface Action {
  readonly [member: string]: unknown;
}

/**
 * Calls functions as Microsoft Entra calls custom authentication extensions.
 *
 * @param http the wire that carries the requests.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/custom-extension-overview
 */
export function createEntraWires(http: HttpWire): readonly IdentityWire[] {
  return [
    createWire(http, "entra-token", { token: "tokenIssuanceStart" }, { claimsAt: "token" }),
    createWire(
      http,
      "entra-sign-up",
      { signUp: "attributeCollectionSubmit", message: "emailOtpSend" },
      { attributesAt: "signUp" },
    ),
    createWire(http, "entra-sign-up-start", { signUp: "attributeCollectionStart" }),
  ];
}

function createWire(
  http: HttpWire,
  trigger: string,
  hooks: Hooks,
  at: Pick<IdentityWire, "claimsAt" | "attributesAt"> = {},
): IdentityWire {
  const hookOf = ({ on }: OutgoingHook): Hook => {
    const hook = hooks[on];
    if (!hook) throw new Error(`Microsoft Entra never asks at "${on}" on ${trigger}.`);
    return hook;
  };
  return {
    kind: "identity",
    shape: "call",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    moments: Object.keys(hooks) as OutgoingHook["on"][],
    ...at,
    requests: true,
    result: answersOf(Object.values(hooks)),
    deploy: (load, options) =>
      deployThroughHttp(
        http,
        {
          trigger,
          write: (hook: OutgoingHook, path) => ({
            path,
            headers: { "content-type": "application/json", authorization: "Bearer a.b.c" },
            body: JSON.stringify(entra(hookOf(hook), wordsOf(hook))),
          }),
          replyOf: (answered, hook) => replyOf(answered, hookOf(hook)),
        },
        load,
        options,
      ),
  };
}

function wordsOf({ on, user = {}, app, ip }: OutgoingHook): EntraOptions {
  const { id, email, attributes } = user;
  // A form that collects a name.
  return {
    id,
    email,
    app,
    ip,
    attributes: on === "signUp" ? { displayName: "", ...attributes } : attributes,
  };
}

/** What the user reads of whatever Entra does not understand. */
const FAILED: IdentityReply = { allowed: false, text: "AADSTS1100001: Non-retryable error has occurred." };

/** What Entra makes of an answer: it takes one action, in JSON, and nothing else. */
function replyOf({ status, contentType, body }: Answered, hook: Hook): IdentityReply {
  if (status !== 200 || !contentType.startsWith("application/json")) return FAILED;
  try {
    const [action, ...others] = JSON.parse(body).data.actions as readonly Action[];
    return action && others.length === 0 ? (play(action, hook) ?? FAILED) : FAILED;
  } catch {
    return FAILED;
  }
}

const play: Play = (action, hook) => {
  const name = hook === "emailOtpSend" ? "OtpSend" : hook;
  const [, type] = String(action["@odata.type"]).split(`microsoft.graph.${name}.`);
  const went = (claims: object = {}, attributes: object = {}): IdentityReply => ({
    allowed: true,
    claims: claims as Readonly<Record<string, unknown>>,
    suppressed: [],
    attributes: attributes as Readonly<Record<string, unknown>>,
  });
  switch (`${hook} ${type}`) {
    case "tokenIssuanceStart provideClaimsForToken":
      // A null is no set of claims.
      return action.claims ? went(action.claims as object) : undefined;
    case "attributeCollectionSubmit modifyAttributeValues":
      return went({}, action.attributes as object);
    case "attributeCollectionStart setPrefillValues":
    case "attributeCollectionStart continueWithDefaultBehavior":
    case "attributeCollectionSubmit continueWithDefaultBehavior":
    case "emailOtpSend continueWithDefaultBehavior":
      return went();
    case "attributeCollectionStart showBlockPage":
    case "attributeCollectionSubmit showBlockPage":
    case "attributeCollectionSubmit showValidationError":
      return { allowed: false, text: String(action.message) };
    default:
      return undefined;
  }
};
