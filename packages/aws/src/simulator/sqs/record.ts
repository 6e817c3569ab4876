import { Buffer } from "node:buffer";
import { REGION } from "../account.js";
import type { StoredMessage } from "./stored-message.js";

/** A message that a queue delivers. */
export interface DeliveredMessage extends StoredMessage {
  readonly receiveCount: number;
  /** Default: the time when it was sent. */
  readonly firstDeliveredAt?: number;
  /** In a dead-letter queue: the ARN of the queue that gave the message up. */
  readonly deadLetterSource?: string | undefined;
}

/** The handle of one delivery of a message. */
export function receiptHandle(id: string, receiveCount: number): string {
  return `AQEB${Buffer.from(`${id}:${receiveCount}`).toString("base64url")}`;
}

/** One message in Lambda's event. @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export function sqsRecord(message: DeliveredMessage, queueArn: string) {
  const record = {
    messageId: message.id,
    receiptHandle: receiptHandle(message.id, message.receiveCount),
    body: message.body,
    attributes: {
      ...(message.deadLetterSource && { DeadLetterQueueSourceArn: message.deadLetterSource }),
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAt),
      ...(queueArn.endsWith(".fifo") && {
        SequenceNumber: String(message.sequence).padStart(20, "0"),
        MessageDeduplicationId: message.deduplicationId,
      }),
      ...(message.group !== undefined && { MessageGroupId: message.group }),
      SenderId: "AIDACKCEVSQ6C2EXAMPLE",
      ApproximateFirstReceiveTimestamp: String(message.firstDeliveredAt ?? message.sentAt),
    },
    messageAttributes: message.attributes,
    ...(message.md5OfAttributes && { md5OfMessageAttributes: message.md5OfAttributes }),
    md5OfBody: message.md5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: queueArn,
    awsRegion: REGION,
  };
  return overridden(record, message.native);
}

/**
 * Members of `native` replace the record's; in maps, such as those of attributes, each entry replaces its own. The type
 * stays the record's: a test that breaks a record with `native` knows what it breaks.
 */
export function overridden<Made extends Readonly<Record<string, unknown>>>(
  record: Made,
  native: Readonly<Record<string, unknown>>,
): Made {
  const result: Record<string, unknown> = { ...record };
  for (const [name, value] of Object.entries(native)) {
    const own = record[name];
    result[name] = isMap(own) && isMap(value) ? { ...own, ...value } : value;
  }
  return result as Made;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
