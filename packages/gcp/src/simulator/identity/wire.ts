import type { Capabilities } from "onefn/provider";
import {
  type Answered,
  deployThroughHttp,
  type HttpWire,
  type IdentityReply,
  type IdentityWire,
  type OutgoingHook,
  schema,
} from "onefn/simulator";
import { blocking } from "./request.js";

const { integer, literal, object, record, string, union } = schema;

const JSON_TYPE = /^application\/json/;

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
    result: {
      schema: union(
        object({
          status: literal(200),
          contentType: string(JSON_TYPE),
          headers: record(string()),
          body: string(/^\{(?:"userRecord":\{.*"updateMask":"[\w,]+"\})?\}$/),
        }),
        object({
          status: literal(403),
          contentType: string(JSON_TYPE),
          headers: record(string()),
          body: string(/^\{"error":\{"status":"PERMISSION_DENIED","message":".+"\}\}$/),
        }),
        object({
          status: literal(500),
          contentType: string(JSON_TYPE),
          headers: record(string()),
          body: literal('{"error":{"status":"INTERNAL","message":"Denied."}}'),
        }),
        object({
          status: integer(400, 599),
          contentType: string(/^text\/plain/),
          headers: record(string()),
          body: string(/^[\w ]*$/),
        }),
      ),
      wrong: [
        { status: 204, contentType: "", headers: {}, body: "" },
        { status: 200, contentType: "application/json", headers: {}, body: '{"allowed":true}' },
        {
          status: 200,
          contentType: "application/json",
          headers: {},
          body: '{"userRecord":{"displayName":"Ann"}}',
        },
        {
          status: 200,
          contentType: "application/json",
          headers: {},
          body: '{"error":{"status":"PERMISSION_DENIED","message":"no"}}',
        },
        { status: 500, contentType: "text/plain", headers: {}, body: "Error: at handler (index.js:1)" },
      ],
    },
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
