import { Buffer } from "node:buffer";
import type { AttributeValue } from "onefn/provider";
import { overridden } from "../sqs/record.js";
import { BROKER, type BrokerDelivery, dataOf } from "./broker-message.js";

/** The virtual host of all queues. */
const VHOST = "/";

/**
 * One message of a quorum queue in Lambda's event. A message that comes again has the number of deliveries before.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
 * @see https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling
 */
export function rabbitmqRecord({ message, attempt }: BrokerDelivery) {
  const { id, sent, sentAt } = message;
  const { contentType = null, attributes = {}, native = {} } = sent;
  const headers = Object.entries(attributes).map(([name, value]) => [name, header(value)]);
  const redelivered = attempt > 1;
  const data = dataOf(message);
  const record = {
    basicProperties: {
      contentType,
      contentEncoding: null,
      headers: { ...Object.fromEntries(headers), ...(redelivered && { "x-delivery-count": attempt - 1 }) },
      deliveryMode: 2,
      priority: null,
      correlationId: null,
      replyTo: null,
      expiration: null,
      messageId: id,
      timestamp: javaTime(sentAt),
      type: null,
      userId: null,
      appId: null,
      clusterId: null,
      bodySize: Buffer.byteLength(data, "base64"),
    },
    redelivered,
    data,
  };
  return overridden(record, native);
}

/** A text or bytes as Java's bytes, which have a sign; numbers and booleans stay. */
function header(value: AttributeValue): unknown {
  if (typeof value === "number" || typeof value === "boolean") return value;
  return { bytes: [...new Int8Array(Buffer.from(value as Uint8Array))] };
}

/** A time in seconds as Java's `DateFormat` writes it: `Jan 1, 1970, 12:33:41 AM`, in UTC. */
function javaTime(ms: number): string {
  return new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" })
    .format(ms)
    .replace(/\s/g, " ");
}

/** Lambda's event: the messages by queue and virtual host. */
export function rabbitmqEvent<Message>(messages: readonly Message[], queues: readonly string[]) {
  const byQueue: Record<string, Message[]> = {};
  for (const [index, message] of messages.entries()) {
    const key = `${queues[index]}::${VHOST}`;
    byQueue[key] = [...(byQueue[key] ?? []), message];
  }
  return { eventSource: "aws:rmq", eventSourceArn: BROKER, rmqMessagesByQueue: byQueue };
}
