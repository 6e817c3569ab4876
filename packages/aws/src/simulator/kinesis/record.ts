import { Buffer } from "node:buffer";
import { createHash, randomUUID } from "node:crypto";
import { OnefnError } from "onefn/provider";
import type { OutgoingMessage } from "onefn/simulator";
import { ACCOUNT, arn, FUNCTION_NAME, REGION } from "../account.js";
import { overridden } from "../sqs/record.js";

/** A record as a shard keeps it. */
export interface StoredRecord {
  /** The shard and the sequence number. */
  readonly id: string;
  /** Its position in the shard, a decimal number. */
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  /** Base64. */
  readonly data: string;
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
  /** Replaces members of the native record. */
  readonly native: Readonly<Record<string, unknown>>;
}

/** A partition key has at most 256 characters. */
const KEY_LIMIT = 256;

/**
 * What a stream stores for a message. It has no place for attributes and a content type, which are left out.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for a partition key that Kinesis refuses.
 * @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
export function storeRecord(
  place: string,
  { body, key = randomUUID(), native = {} }: OutgoingMessage,
  kept: Pick<StoredRecord, "id" | "sequenceNumber" | "arrivedAt">,
): StoredRecord {
  if (key === "" || key.length > KEY_LIMIT)
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/aws] ${place}: its key is not a valid partition key. Use 1 to ${KEY_LIMIT} characters.`,
    );
  return { ...kept, partitionKey: key, data: Buffer.from(body).toString("base64"), native };
}

/**
 * The id of a record. Streams here have shards of different numbers, so that ids of different streams differ, as real
 * ones do by their sequence numbers.
 */
export function recordId(stream: string, sequenceNumber: string): string {
  const shard = createHash("sha256").update(stream).digest().readUInt32BE();
  return `shardId-${String(shard).padStart(12, "0")}:${sequenceNumber}`;
}

/**
 * One record as Lambda passes it to the function.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export function kinesisRecord(stored: StoredRecord, stream: string) {
  const record = {
    kinesis: {
      kinesisSchemaVersion: "1.0",
      partitionKey: stored.partitionKey,
      sequenceNumber: stored.sequenceNumber,
      data: stored.data,
      approximateArrivalTimestamp: stored.arrivedAt / 1000,
    },
    eventSource: "aws:kinesis",
    eventVersion: "1.0",
    eventID: stored.id,
    eventName: "aws:kinesis:record",
    invokeIdentityArn: `arn:aws:iam::${ACCOUNT}:role/${FUNCTION_NAME}`,
    awsRegion: REGION,
    eventSourceARN: arn("kinesis", `stream/${stream}`),
  };
  return overridden(record, stored.native);
}
