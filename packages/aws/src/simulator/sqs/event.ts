import type { CloudEvent, Message } from "onefn";
import type { OutgoingMessage } from "onefn/simulator";
import { arn } from "../account.js";
import { sqsRecord } from "./record.js";
import { type StoredMessage, storeMessage } from "./stored-message.js";

/** A message in a few words (its body), as its sender writes it, or as a handler of any provider has received it. */
export type MessageWords = string | OutgoingMessage | CloudEvent | Message;

/** Where the messages of an event come from. */
export interface SqsEventOptions {
  /** The queue's name; that of a FIFO queue ends in `.fifo`. Default: `orders`. */
  readonly queue?: string;
}

/**
 * The event of an SQS queue. A portable event keeps its id, its time, its key and the number of its delivery.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where SQS refuses a message.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * @example
 * const event = sqs(["first", { body: JSON.stringify({ sku: "a-1" }), key: "customer-1" }]);
 */
export function sqs(
  messages: readonly MessageWords[],
  { queue = "orders" }: SqsEventOptions = {},
): { readonly Records: readonly Readonly<Record<string, unknown>>[] } {
  const now = Date.now();
  const fifo = queue.endsWith(".fifo");
  const Records = messages.map((words, index) => {
    const place = `sqs message ${index + 1} of ${messages.length}`;
    const sent = { sentAt: now, sequence: index + 1, fifo };
    return sqsRecord(store(place, words, sent), arn("sqs", queue));
  });
  return JSON.parse(JSON.stringify({ Records }));
}

function store(place: string, words: MessageWords, sent: Parameters<typeof storeMessage>[2]): StoredMessage {
  if (typeof words === "string") return { ...storeMessage(place, { body: words }, sent), receiveCount: 1 };
  if (!("specversion" in words)) return { ...storeMessage(place, words, sent), receiveCount: 1 };
  const sentAt = words.time === undefined ? sent.sentAt : Date.parse(words.time);
  const stored = storeMessage(place, outgoing(words), { ...sent, sentAt });
  return { ...stored, id: words.id, receiveCount: "attempt" in words ? words.attempt : 1 };
}

function outgoing(event: CloudEvent | Message): OutgoingMessage {
  const { data, datacontenttype } = event;
  const raw = typeof data === "string" || data instanceof Uint8Array;
  return {
    body: raw ? data : JSON.stringify(data),
    ...(datacontenttype !== undefined && { contentType: datacontenttype }),
    ...("attributes" in event && { attributes: event.attributes }),
    ...("key" in event && event.key !== undefined && { key: event.key }),
  };
}
