import type { Capabilities } from "onefn/provider";
import {
  createBroker,
  type Expiry,
  type Load,
  type MessageWire,
  type NativeResult,
  type OutgoingMessage,
  type Settlement,
  schema,
  type WrittenRequest,
} from "onefn/simulator";
import type { HostOptions, RunningServer } from "../host.js";
import { type Answer, asJson } from "../push.js";
import { startReceiver } from "../receiver.js";
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
  /** Whether anybody could send such a request, so that the function verifies it. */
  readonly requests: boolean;
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
      const { start, envelope } = way;
      const { running, invoke } = await startReceiver(load, options, {
        start,
        write: envelope?.write ?? asJson,
      });
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
          return envelope?.event(pushed, (delivery as { readonly place: string }).place) ?? pushed;
        },
        invoke,
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
    },
  };
}
