import {
  type IdentityReply,
  type IdentityWire,
  type NativeResult,
  type OutgoingHook,
  schema,
  type WrittenRequest,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { NetlifyHost } from "../host.js";
import { newId } from "../network.js";
import type { Posted } from "../post.js";
import { answerTo, startPosting } from "../posted.js";
import { netlifyIdentity } from "./event.js";

const TRIGGER = "identity-events";

/** Milliseconds that Identity waits for an answer. */
const TIMEOUT = 5_000;

/** How often Identity asks before it gives up. */
const TRIES = 3;

const HOOKS = { signUp: "identity-validate", signIn: "identity-login" } as const;

const { integer, literal, object, record, string, union } = schema;

const result: NativeResult = {
  schema: union(
    object({ status: literal(200), headers: record(string()), body: string(/^\{.*\}$/) }),
    object({ status: integer(400, 599), headers: record(string()), body: string(/^[\w ]*$/) }),
  ),
  wrong: [
    { status: 200, headers: {}, body: "ok" },
    { status: 202, headers: {}, body: "" },
    { status: 302, headers: {}, body: "" },
    { status: 500, headers: {}, body: "Error: at handler (index.js:1)" },
  ],
};

/**
 * Asks a host's functions as Netlify Identity does.
 * @see https://github.com/netlify/gotrue/blob/master/api/hooks.go
 */
export function createIdentityWire(host: NetlifyHost): IdentityWire {
  return {
    kind: "identity",
    shape: "call",
    trigger: TRIGGER,
    capabilities: capabilities[TRIGGER] ?? {},
    moments: ["signUp", "signIn"],
    requests: true,
    tries: TRIES,
    result,
    async deploy(load, { adapt, tap, timeout = TIMEOUT } = {}) {
      const { running, path } = await startPosting(host, load, adapt);
      return {
        get lines() {
          return running.lines;
        },
        close: () => running.close(),
        async send(input, { rewrite } = {}) {
          const written = await writtenOf(input, path);
          const nativeEvent = rewrite?.(written) ?? written;
          let output: IdentityReply = { allowed: false, text: "" };
          for (let tried = 0; tried < TRIES && !output.allowed; tried++) {
            const answer = await answerTo(running, nativeEvent, newId(), timeout);
            output = replyOf(answer.nativeResult);
            tap?.({ trigger: TRIGGER, input, output, nativeEvent, nativeResult: undefined, ...answer });
          }
          return output;
        },
      };
    },
  };
}

async function writtenOf({ on, user = {} }: OutgoingHook, path: string | undefined): Promise<WrittenRequest> {
  if (!Object.hasOwn(HOOKS, on)) throw new Error(`Netlify Identity never asks at "${on}".`);
  const { id, email, attributes } = user;
  const request = netlifyIdentity(HOOKS[on as keyof typeof HOOKS], {
    id,
    email,
    user: { user_metadata: { ...attributes } },
  });
  return {
    path: path ?? new URL(request.url).pathname,
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
  };
}

/** What Identity makes of an answer. The user reads a text of its own. */
function replyOf(answer: Posted | undefined): IdentityReply {
  if (!answer) return { allowed: false, text: "Failed to perform webhook in time frame (5 seconds)" };
  const { status, body } = answer;
  if (![200, 202, 204].includes(status)) return { allowed: false, text: "Failed to handle signup webhook" };
  try {
    const { app_metadata = {}, user_metadata = {} } = Object(body === "" ? {} : JSON.parse(body));
    return { allowed: true, claims: app_metadata, suppressed: [], attributes: user_metadata };
  } catch {
    return { allowed: false, text: "Webhook returned malformed JSON" };
  }
}
