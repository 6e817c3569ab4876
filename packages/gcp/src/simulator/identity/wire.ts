import type { Capabilities } from "onefn/provider";
import {
  type Answered,
  deployThroughHttp,
  type HttpWire,
  httpResult,
  type IdentityReply,
  type IdentityWire,
  type OutgoingHook,
} from "onefn/simulator";
import { blocking } from "./request.js";

const EVENTS = { signUp: "beforeCreate", signIn: "beforeSignIn" } as const;

/**
 * Asks functions as Identity Platform asks blocking functions.
 *
 * @param http the wire that carries the requests.
 * @see https://cloud.google.com/identity-platform/docs/blocking-functions
 */
export function createBlockingWire(http: HttpWire, capabilities: Capabilities): IdentityWire {
  const trigger = "blocking";
  return {
    kind: "identity",
    shape: "call",
    trigger,
    capabilities,
    moments: ["signUp", "signIn"],
    claimsAt: "signIn",
    attributesAt: "signUp",
    requests: true,
    result: httpResult(
      [
        { status: 200, body: /^\{(?:"userRecord":\{.*"updateMask":"[\w,]+"\})?\}$/ },
        { status: 403, body: /^\{"error":\{"status":"PERMISSION_DENIED","message":".+"\}\}$/ },
        { status: 500, body: /^\{"error":\{"status":"INTERNAL","message":"Denied\."\}\}$/ },
      ],
      [
        { status: 200, body: '{"allowed":true}' },
        { status: 200, body: '{"userRecord":{"displayName":"Ann"}}' },
        { status: 200, body: '{"error":{"status":"PERMISSION_DENIED","message":"no"}}' },
      ],
    ),
    deploy: (load, options) =>
      deployThroughHttp(
        http,
        {
          trigger,
          write: (hook: OutgoingHook, path) => ({
            path,
            headers: { "content-type": "application/json" },
            body: JSON.stringify(bodyOf(hook)),
          }),
          replyOf: (answered, { on }) => replyOf(answered, on),
        },
        load,
        options,
      ),
  };
}

function bodyOf({ on, user = {}, ip }: OutgoingHook) {
  if (!Object.hasOwn(EVENTS, on)) throw new Error(`Identity Platform never asks at "${on}".`);
  const { id, email, attributes } = user;
  return blocking(EVENTS[on as keyof typeof EVENTS], { uid: id, email, ip, record: attributes });
}

/** What Identity Platform makes of an answer. Of the user's record, only what the mask names is changed. */
function replyOf({ status, body }: Answered, on: OutgoingHook["on"]): IdentityReply {
  if (status !== 200) return { allowed: false, text: `HTTP Cloud Function returned an error: ${body}` };
  const { userRecord = {} } = JSON.parse(body);
  const { updateMask = "" } = userRecord;
  const changed = String(updateMask)
    .split(",")
    .filter((name) => name !== "");
  const attributes = changed
    .filter((name) => !name.endsWith("Claims"))
    .map((name) => [name, userRecord[name]] as const);
  return {
    allowed: true,
    claims: on === "signIn" && changed.includes("sessionClaims") ? userRecord.sessionClaims : {},
    suppressed: [],
    attributes: Object.fromEntries(attributes),
  };
}
