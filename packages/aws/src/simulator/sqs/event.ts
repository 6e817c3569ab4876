import { type MessageWords, readWords } from "onefn/simulator";
import { arn } from "../account.js";
import { asJson } from "../as-json.js";
import { sqsRecord } from "./record.js";
import { storeMessage } from "./stored-message.js";

/** Options of an SQS event. */
export interface SqsEventOptions {
  /** The queue's name. A FIFO queue's name ends in `.fifo`. Default: `orders`. */
  readonly queue?: string;
}

/**
 * The event of an SQS queue. A portable event keeps its id, its time, its key and its delivery count.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID if SQS refuses a message.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * @example
 * const event = sqs(["first", { body: JSON.stringify({ sku: "a-1" }), key: "customer-1" }]);
 * @trigger sqs sqs-fifo sqs-pipe sqs-visibility sns-in-sqs
 */
export function sqs(messages: readonly MessageWords[], { queue = "orders" }: SqsEventOptions = {}) {
  const now = Date.now();
  const fifo = queue.endsWith(".fifo");
  const Records = messages.map((words, index) => {
    const { message, id, sentAt = now, attempt = 1 } = readWords(words);
    const place = `sqs message ${index + 1} of ${messages.length}`;
    const stored = storeMessage(place, message, { sentAt, sequence: index + 1, fifo });
    return sqsRecord({ ...stored, id: id ?? stored.id, receiveCount: attempt }, arn("sqs", queue));
  });
  return asJson({ Records });
}
