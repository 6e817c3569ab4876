import { Buffer } from "node:buffer";
import { REGION } from "../account.js";
import type { StoredMessage } from "./stored-message.js";

/**
 * One message as Lambda hands it over.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function sqsRecord(message: StoredMessage, queueArn: string): Readonly<Record<string, unknown>> {
  const record = {
    messageId: message.id,
    receiptHandle: `AQEB${Buffer.from(`${message.id}:${message.receiveCount}`).toString("base64url")}`,
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
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
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

/** Members of `native` replace the record's; of the two maps of attributes, each entry its own. */
function overridden(
  record: Readonly<Record<string, unknown>>,
  native: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = { ...record };
  for (const [name, value] of Object.entries(native)) {
    const own = record[name];
    result[name] = isMap(own) && isMap(value) ? { ...own, ...value } : value;
  }
  return result;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
