import { type DocumentedResult, type Fate, type MessageWire, schema } from "onefn/simulator";
import { sqs } from "../../sqs.js";
import type { PollHost } from "../poll/host.js";
import { createPollWire } from "../poll/wire.js";
import { type ReceivedMessage, receivedMessage, type StoredMessage, storeMessage } from "./message.js";
import { SimulatedQueue, type SqsCall } from "./queue.js";

/** Milliseconds: the queue's visibility timeout. */
const HIDDEN = 30_000;
const BATCH = 10;

const { array, integer, object, string, union } = schema;
const handles = array(string(/^AQEB/));

/** What SQS hears of one batch. It refuses no deletion of what was deleted before, but a poller has no reason for it. */
const result: DocumentedResult = {
  schema: array(
    union(
      object({ deleteMessageBatch: handles }),
      object({
        changeMessageVisibilityBatch: array(union(array(union(string(/^AQEB/), integer(0, 43_200))))),
      }),
    ),
  ),
  wrong: [
    undefined,
    [{ refused: "ReceiptHandleIsInvalid" }],
    [{ deleteMessageBatch: [""] }],
    [{ changeMessageVisibilityBatch: [["AQEB", 43_201]] }],
    [{ changeMessageVisibilityBatch: [["AQEB", 1.5]] }],
  ],
};

/** Queues that pollers fetch from. On this wire all of them are FIFO queues, or none is. */
export function createSqsPollWire(trigger: "sqs-poll" | "sqs-poll-fifo", host: PollHost): MessageWire {
  const fifo = trigger === "sqs-poll-fifo";
  const base = (name: string) => name.replace(/\.fifo$/, "");
  return createPollWire<SimulatedQueue, SqsCall, StoredMessage, ReceivedMessage>(host, {
    trigger,
    result,
    batch: BATCH,
    delay: HIDDEN,
    connect(place, through) {
      const fake = new SimulatedQueue();
      const queueUrl = `https://sqs.eu-central-1.amazonaws.com/123456789012/${place}`;
      return { fake, source: sqs({ client: through(fake), queueUrl }) };
    },
    place: (to) => (fifo ? `${base(to)}.fifo` : to),
    accept(sent, sending) {
      const stored = storeMessage(fifo, sent, sending);
      return { id: stored.id, stored };
    },
    record: receivedMessage,
    event: (Messages) => ({ Messages }),
    async give(queue, event) {
      await queue.waiting();
      queue.give((event as { readonly Messages: readonly ReceivedMessage[] }).Messages);
      return queue.calls;
    },
    fates(calls, deliveries) {
      const fates = new Map<string, Fate>();
      for (const call of calls) {
        if ("deleteMessageBatch" in call) for (const each of call.deleteMessageBatch) fates.set(each, "done");
        if ("changeMessageVisibilityBatch" in call)
          for (const [each, seconds] of call.changeMessageVisibilityBatch)
            fates.set(each, { after: seconds * 1000 });
      }
      return deliveries.map((each) => fates.get(receivedMessage(each).ReceiptHandle) ?? "again");
    },
    lanes: ({ group }) => (fifo ? group : undefined),
    dead: (place) => (fifo ? `${base(place)}-dead.fifo` : `${place}-dead`),
  });
}
