import { type MessageWords, readWords } from "onefn/simulator";
import { snsRecord, storeNotification } from "./notification.js";

/** Options of an SNS event. */
export interface SnsEventOptions {
  /** The topic's name. Default: `orders`. */
  readonly topic?: string;
  readonly subject?: string;
}

/**
 * Builds the event of a topic, which always has one message. A portable event keeps its id and its time.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID if SNS refuses the message.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 * @example
 * const event = sns({ body: JSON.stringify({ sku: "a-1" }), attributes: { tenant: "a" } }, { topic: "orders" });
 * @trigger sns
 */
export function sns(
  words: MessageWords,
  { topic = "orders", subject }: SnsEventOptions = {},
): { readonly Records: readonly Readonly<Record<string, unknown>>[] } {
  const { message, id, sentAt = Date.now() } = readWords(words);
  const stored = storeNotification("sns message", message, { topic, subject, id, sentAt });
  return JSON.parse(JSON.stringify({ Records: [snsRecord(stored)] }));
}
