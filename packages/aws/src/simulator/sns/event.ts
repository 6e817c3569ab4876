import { type MessageWords, readWords } from "onefn/simulator";
import { asJson, type Json } from "../as-json.js";
import { snsRecord, storeNotification } from "./notification.js";

/** Options of an SNS event. */
export interface SnsEventOptions {
  /** The topic's name. Default: `orders`. */
  readonly topic?: string;
  /** Default: none, and SNS says null of it. */
  readonly subject?: string;
}

/** The event of one message. */
export interface SnsEvent<Subject extends string | null> {
  Records: Json<ReturnType<typeof snsRecord<Subject>>>[];
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
  options: SnsEventOptions & { readonly subject: string },
): SnsEvent<string>;
export function sns(words: MessageWords, options?: SnsEventOptions): SnsEvent<string | null>;
export function sns(
  words: MessageWords,
  { topic = "orders", subject }: SnsEventOptions = {},
): SnsEvent<string | null> {
  const { message, id, sentAt = Date.now() } = readWords(words);
  const stored = storeNotification("sns message", message, { topic, subject: subject ?? null, id, sentAt });
  return asJson({ Records: [snsRecord(stored)] });
}
