import {
  createBroker,
  type Fate,
  type MessageWire,
  type NativeResult,
  type OutgoingMessage,
  type Settlement,
  schema,
  type WrittenRequest,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { VercelOptions } from "../../options.js";
import type { VercelHost } from "../host.js";
import { CHECKED, pathOf, post } from "../post.js";
import { type StoredMessage, storeMessage } from "./message.js";
import { LEASE, type Pushed, type QueueCall, SimulatedQueues } from "./service.js";

/** Milliseconds. Vercel's default is 300 s; less is enough here. */
const DEFAULT_TIMEOUT = 30_000;

const { array, integer, literal, object, record, string, union } = schema;

/** Requests that the service has taken: no message is settled twice, extended behind its end, or delayed for too long. */
const calls = array(
  union(
    object({ method: literal("DELETE"), status: literal(204) }),
    object({ method: literal("PATCH"), status: literal(200), seconds: integer(0, 3_600) }),
    object({ method: literal("POST"), status: literal(200) }),
  ),
);

/** A push is answered without a body, or refused with a plain text. */
const result: NativeResult = {
  schema: union(
    object({ status: literal(200), headers: record(string()), body: literal(""), calls }),
    object({ status: integer(400, 599), headers: record(string()), body: string(/^[\w \n]*$/), calls }),
  ),
  wrong: [
    { status: 200, headers: {}, body: "" },
    { status: 202, headers: {}, body: "", calls: [] },
    { status: 200, headers: {}, body: "ok", calls: [] },
    { status: 500, headers: {}, body: "Error: at handler (index.js:1)", calls: [] },
    ...[-1, 1.5, 3_601].map((seconds) => ({
      status: 200,
      headers: {},
      body: "",
      calls: [{ method: "PATCH", status: 200, seconds }],
    })),
    { status: 200, headers: {}, body: "", calls: [{ method: "PATCH", status: 409, seconds: 300 }] },
    { status: 200, headers: {}, body: "", calls: [{ method: "DELETE", status: 409 }] },
  ],
};

/** What came back for a push. */
interface Answer {
  readonly nativeResult?: {
    readonly status: number;
    readonly headers: object;
    readonly body: string;
    readonly calls: readonly QueueCall[];
  };
  readonly error?: unknown;
}

/** Puts functions behind topics of Vercel Queues, which push one message a request. */
export function createQueuesWire(host: VercelHost): MessageWire {
  return {
    kind: "message",
    shape: "records",
    trigger: "queues",
    capabilities: capabilities.queues ?? {},
    result,
    requests: true,
    expiry: { of: "visibility timeout", source: "https://vercel.com/docs/queues/concepts" },
    async deploy(load, options = {}) {
      const { adapt, timeout = DEFAULT_TIMEOUT } = options;
      const queues = new SimulatedQueues();
      const given: VercelOptions = { ...CHECKED, fetch: queues.fetch, ...adapt };
      const running = await host.start(load, { runtime: "node", adapt: given });
      const path = pathOf(load, given, "/api/queues");
      return createBroker<OutgoingMessage, StoredMessage, Pushed, Answer>({
        trigger: "queues",
        from: "onefn/vercel",
        running,
        options,
        batch: 1,
        // A message comes again when its lease has ended.
        delay: LEASE * 1_000,
        unordered: true,
        accept(message, { to, index, count, now }) {
          const stored = storeMessage(`queues message ${index + 1} of ${count} for ${to}`, message, now);
          return { id: stored.id, stored };
        },
        record: ({ stored, place, attempt }) => queues.deliver(stored, place, attempt),
        event: ([pushed]) => pushed,
        async invoke(event, [delivery], _, rewrite) {
          const written: WrittenRequest = { path: path(), ...writtenOf(event) };
          try {
            const answer = await post(running, rewrite?.(written) ?? written, { timeout });
            return { nativeResult: { ...answer, calls: queues.callsOf(delivery?.id ?? "") } };
          } catch (error) {
            return { error };
          }
        },
        settle: (answer, [delivery]): Settlement => ({
          fates: [fateOf(delivery?.id ?? "", queues)],
          nativeResult: undefined,
          ...answer,
        }),
      });
    },
  };
}

/** The answer decides nothing: what is not deleted is delivered again, when the time is over that was asked for last. */
function fateOf(id: string, queues: SimulatedQueues): Fate {
  if (queues.isDone(id)) return "done";
  const seconds = queues
    .callsOf(id)
    .findLast((call) => call.status === 200 && call.seconds !== undefined)?.seconds;
  return seconds === undefined ? "again" : { after: seconds * 1_000 };
}

/** What takes the place of a push, and is none, is sent as JSON. */
function writtenOf(event: unknown): Pick<WrittenRequest, "headers" | "body"> {
  const { headers, body } = Object(event) as Partial<Pushed>;
  if (headers && body instanceof Uint8Array) return { headers, body };
  return { headers: { "content-type": "application/octet-stream" }, body: JSON.stringify(event) ?? "" };
}
