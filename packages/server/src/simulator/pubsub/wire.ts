import type { AdaptOptions, Capabilities, EventOptions } from "onefn/provider";
import {
  createBroker,
  type Expiry,
  inChunks,
  type Load,
  type MessageWire,
  type NativeResult,
  type OutgoingMessage,
  type RecordDeployment,
  type RecordOptions,
  type Settlement,
  schema,
  type WrittenRequest,
} from "onefn/simulator";
import { send } from "../client.js";
import type { HostOptions, RunningServer } from "../host.js";
import { type PushedMessage, pushed } from "./delivery.js";
import { type StoredMessage, storeMessage } from "./message.js";

/** What a message travels in. */
export interface Envelope {
  /** @param document what Pub/Sub pushes. @param place where the message was sent to. */
  event(document: PushedMessage, place: string): object;
  write(event: unknown): Pick<WrittenRequest, "headers" | "body">;
}

/** How one way of Pub/Sub's messages to a function differs from another. */
export interface PubsubWay {
  readonly trigger: string;
  /** The package, for errors. */
  readonly from: string;
  readonly capabilities: Capabilities;
  readonly result?: NativeResult;
  start(load: Load, options: HostOptions): Promise<RunningServer>;
  /** The native event of a message, and how it is written as a request. Default: what Pub/Sub pushes, as JSON. */
  readonly envelope?: Envelope;
  /** What a gateway makes of the request's headers. */
  readonly through?: (headers: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  /** Whether anybody could send such a request, so that the function verifies it. */
  readonly requests: boolean;
}

/** What came back for a push. */
export interface Answer {
  readonly nativeResult?: { readonly status: number; readonly headers: object; readonly body: string };
  readonly error?: unknown;
}

/** Milliseconds. A message that is not acknowledged is pushed again after the backoff of its subscription. */
const BACKOFF = 10_000;

/** @see https://cloud.google.com/pubsub/docs/push#receive_push */
const ACKNOWLEDGEMENTS = [102, 200, 201, 202, 204];

const { integer, literal, object, record, string, union } = schema;

/**
 * Pub/Sub's documentation takes 200, 201 and 202 too, but its emulator delivers again what is answered 202, and 102 is no
 * answer. What is no 204 has a plain text at most.
 */
const pushResult: NativeResult = {
  schema: union(
    object({ status: literal(204), headers: record(string()), body: literal("") }),
    object({ status: integer(400, 599), headers: record(string()), body: string(/^[\w ]*$/) }),
  ),
  wrong: [
    { status: 200, headers: {}, body: "" },
    { status: 202, headers: {}, body: "" },
    { status: 206, headers: {}, body: "" },
    { status: 204, headers: {}, body: "ok" },
    { status: 500, headers: {}, body: "Error: at handler (index.js:1)" },
  ],
};

/** What the functions are adapted with unless a deployment says otherwise: the platform has checked who pushes. */
export const CHECKED: EventOptions = { events: { verify: "platform" } };

const ACKNOWLEDGEMENT_DEADLINE: Expiry = {
  of: "acknowledgement deadline",
  source: "https://cloud.google.com/pubsub/docs/push#receive_push",
};

/** Puts functions behind subscriptions of Pub/Sub, one message a request. */
export function createPubsubWire(way: PubsubWay): MessageWire {
  return {
    kind: "message",
    shape: "records",
    trigger: way.trigger,
    capabilities: way.capabilities,
    result: way.result ?? pushResult,
    ...(way.requests && { requests: true }),
    expiry: ACKNOWLEDGEMENT_DEADLINE,
    async deploy(load, options = {}) {
      const { adapt, timeout } = options;
      const given: AdaptOptions & EventOptions = { ...CHECKED, ...adapt };
      const running = await way.start(load, { adapt: given, timeout });
      return subscriptions(way, running, pathOf(load, given), options);
    },
  };
}

/** Where events are taken: beside http functions, or everywhere. */
export function pathOf(load: Load, { events }: EventOptions): () => string {
  const [source] = [events ?? []].flat();
  return () => {
    const functions = Object.values({ ...load(), itself: load() });
    return source?.path ?? (functions.some((fn) => Object(fn).kind === "http") ? "/_events" : "/");
  };
}

function subscriptions(
  way: PubsubWay,
  running: RunningServer,
  path: () => string,
  options: RecordOptions<OutgoingMessage>,
): RecordDeployment<OutgoingMessage> {
  return createBroker<OutgoingMessage, StoredMessage, PushedMessage, Answer>({
    trigger: way.trigger,
    from: way.from,
    running,
    options,
    batch: 1,
    delay: BACKOFF,
    accept(sent, { index, count, now }) {
      const stored = storeMessage(`${way.trigger} message ${index + 1} of ${count}`, sent, now);
      return { id: stored.messageId, stored };
    },
    record: ({ stored, place, attempt, deadFrom }) =>
      pushed(stored, { subscription: place, attempt, deadFrom }),
    event([document], [delivery]) {
      const pushed = document as PushedMessage;
      return way.envelope?.event(pushed, (delivery as { readonly place: string }).place) ?? pushed;
    },
    async invoke(event, _, __, rewrite) {
      const written: WrittenRequest = { path: path(), ...(way.envelope?.write ?? asJson)(event) };
      try {
        running.prepare?.();
        const nativeResult = await post(way, running, rewrite?.(written) ?? written);
        await running.logged?.();
        return { nativeResult };
      } catch (error) {
        return { error };
      }
    },
    settle(answer): Settlement {
      const { status = 0 } = answer.nativeResult ?? {};
      return {
        fates: [ACKNOWLEDGEMENTS.includes(status) ? "done" : "again"],
        nativeResult: undefined,
        ...answer,
      };
    },
    // A subscription with ordering delivers a key's next message when the one before is done.
    lanes: ({ orderingKey }) => orderingKey,
    dead: (place) => `${place}-dead`,
  });
}

/**
 * A document as the body of a request. What somebody else sends in its place and is no document comes as bytes:
 * functions-framework answers 400 to such JSON before any function sees it.
 */
export function asJson(document: unknown): Pick<WrittenRequest, "headers" | "body"> {
  const type = typeof document === "object" && document !== null ? "json" : "octet-stream";
  return { headers: { "content-type": `application/${type}` }, body: JSON.stringify(document) };
}

/** Sends one request over a connection, and reads all of its answer. */
export async function post(
  { through = (headers) => headers }: Pick<PubsubWay, "through">,
  running: RunningServer,
  { method = "POST", path, headers, body, chunked }: WrittenRequest,
): Promise<NonNullable<Answer["nativeResult"]>> {
  const request = new Request(`https://events.example${path}`, {
    method,
    body: chunked ? inChunks(body) : body,
    headers: through(headers),
    duplex: "half",
  } as RequestInit);
  const response = await send({
    request,
    caller: {},
    to: running.url,
    connected: () => {},
    answered: () => {},
  });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}
