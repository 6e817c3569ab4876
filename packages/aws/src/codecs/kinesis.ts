import { type AttributeValue, type MessageSource, OnefnError, type RecordCodec } from "onefn/provider";
import type { LambdaContext } from "../native.js";
import { bytesOf } from "./base64.js";
import { arrivalOf, type ShardEvent, type ShardResult, shardCodec } from "./shard.js";

/**
 * Records from one shard of a data stream.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export type KinesisEvent = ShardEvent<KinesisRecord>;

/** One record of a data stream. EventBridge Pipes puts the members of `kinesis` into the record itself. */
export interface KinesisRecord extends KinesisPayload {
  /** The shard and the sequence number. */
  readonly eventID?: string | undefined;
  readonly eventSource?: string | undefined;
  /** The stream, or its consumer with enhanced fan-out. */
  readonly eventSourceARN?: string | undefined;
  readonly kinesis?: KinesisPayload | undefined;
}

/** @see https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html */
interface KinesisPayload {
  readonly partitionKey?: string | undefined;
  readonly sequenceNumber?: string | undefined;
  /** Base64. */
  readonly data?: string | undefined;
  /** Seconds since the epoch, with a fraction. */
  readonly approximateArrivalTimestamp?: number | undefined;
}

class KinesisSource implements MessageSource {
  readonly record: KinesisRecord;
  readonly id: string;

  constructor(record: KinesisRecord) {
    this.record = record;
    this.id = record.eventID ?? "";
  }

  source(): string {
    return this.record.eventSourceARN ?? "";
  }
  type(): string {
    return "com.amazonaws.kinesis.record";
  }
  subject(): string {
    return streamName(this.record.eventSourceARN ?? "");
  }
  enqueuedAt(): Date | undefined {
    return arrivalOf(payloadOf(this.record)?.approximateArrivalTimestamp);
  }
  body(): Uint8Array {
    return bytesOf(payloadOf(this.record)?.data);
  }
  /** Rejects an aggregated record. Only `body` would not do: `deadLetter` needs the bytes, or they are lost. */
  load(): Promise<never> | undefined {
    if (!AGGREGATED.test(`${payloadOf(this.record)?.data}`)) return undefined;
    const error = new OnefnError(
      "ONEFN_MESSAGE_UNDECODABLE",
      "the Kinesis Producer Library has packed several records into this one, and onefn does not take it apart. Set " +
        "`AggregationEnabled` to false in the producer.",
    );
    return Promise.reject(error);
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return {};
  }
  attempt(): undefined {
    return undefined;
  }
  key(): string | undefined {
    return partitionKeyOf(this.record);
  }
  extensions(): Readonly<Record<string, unknown>> {
    const sequence = numberOf(this.record);
    return sequence === undefined ? {} : { sequence };
  }
}

/**
 * The bytes F3 89 9A C2 in base64, with which an aggregated record begins. No text in UTF-8 does.
 * @see https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md
 */
const AGGREGATED = /^84maw[g-v]/;

/** `NAME` of `arn:aws:kinesis:REGION:ACCOUNT:stream/NAME` and of `...:stream/NAME/consumer/CONSUMER:CREATED`. */
function streamName(arn: string): string {
  return /:stream\/([^/]+)/.exec(arn)?.[1] ?? arn;
}

function payloadOf(record: KinesisRecord | null): KinesisPayload | null {
  return record?.kinesis ?? record;
}

function partitionKeyOf(record: KinesisRecord | null): string | undefined {
  return payloadOf(record)?.partitionKey;
}

function numberOf(record: KinesisRecord | null): string | undefined {
  return payloadOf(record)?.sequenceNumber;
}

/**
 * Amazon Kinesis Data Streams.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export const kinesis: RecordCodec<KinesisEvent, KinesisRecord | null, ShardResult, LambdaContext> =
  /* @__PURE__ */ shardCodec<KinesisRecord>({
    service: "kinesis",
    kind: "message",
    name: streamName,
    // A null record fails alone: it has no data.
    decode: (record) => new KinesisSource(record ?? {}),
    keyOf: partitionKeyOf,
    numberOf,
  });
