import {
  type AttributeValue,
  type Call,
  OnefnError,
  type PartitionKeys,
  type RecordCodec,
  type Settled,
  type TransformSource,
  writtenBody,
} from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { bytesOf } from "./base64.js";
import { type FirehoseResult, fitting, type TransformedRecord } from "./firehose-result.js";
import { arrivalOf } from "./shard.js";

/** What Firehose invokes a function with. */
export interface FirehoseEvent {
  readonly invocationId: string;
  readonly deliveryStreamArn: string;
  readonly records: readonly (FirehoseRecord | null)[];
}

/** One record of a Firehose stream. */
export interface FirehoseRecord {
  readonly recordId?: string | undefined;
  /** Base64. */
  readonly data?: string | undefined;
  /** The data, if the source is a topic of MSK. */
  readonly kafkaRecordValue?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly approximateArrivalTimestamp?: number | undefined;
  /** Where it was, if the source is a data stream. */
  readonly kinesisRecordMetadata?:
    | { readonly partitionKey?: string | undefined; readonly sequenceNumber?: string | undefined }
    | undefined;
}

class FirehoseRecordSource implements TransformSource {
  readonly record: FirehoseRecord;
  readonly arn: string;
  readonly id: string;

  constructor(record: FirehoseRecord, arn: string) {
    this.record = record;
    this.arn = arn;
    this.id = record.recordId ?? "";
  }

  source(): string {
    return this.arn;
  }
  type(): string {
    return "com.amazonaws.firehose.record";
  }
  subject(): string {
    return streamName(this.arn);
  }
  time(): Date | undefined {
    return arrivalOf(this.record.approximateArrivalTimestamp);
  }
  body(): Uint8Array {
    return bytesOf(this.record.kafkaRecordValue ?? this.record.data);
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return {};
  }
  key(): string | undefined {
    return this.record.kinesisRecordMetadata?.partitionKey;
  }
  extensions(): Readonly<Record<string, unknown>> {
    const sequence = this.record.kinesisRecordMetadata?.sequenceNumber;
    return sequence === undefined ? {} : { sequence };
  }
  written(value: unknown, partitionKeys: PartitionKeys | undefined): Partial<TransformedRecord> {
    return {
      ...dataFor(this.record, Buffer.from(writtenBody(value)).toString("base64")),
      ...(partitionKeys && { metadata: { partitionKeys: textsIn(partitionKeys) } }),
    };
  }
}

/** The data of an answer, under the name that it has in the event. */
function dataFor(record: FirehoseRecord | null | undefined, base64: string): Partial<TransformedRecord> {
  return record?.kafkaRecordValue === undefined ? { data: base64 } : { kafkaRecordValue: base64 };
}

/** Firehose takes texts alone, and fails a record whose keys are something else. */
function textsIn(keys: PartitionKeys): PartitionKeys {
  const other = Object.keys(keys).find((name) => typeof keys[name] !== "string");
  if (other === undefined) return { ...keys };
  throw new TypeError(`the partition key "${other}" is no text`);
}

/** `NAME` of `arn:aws:firehose:REGION:ACCOUNT:deliverystream/NAME`. */
function streamName(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}

/**
 * Records of a Firehose stream on their way to its destination. Every record is answered, in order: one that is missing
 * from the answer is lost to the destination.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html
 */
export const firehose: RecordCodec<FirehoseEvent, FirehoseRecord | null, FirehoseResult, LambdaContext> = {
  trigger: "firehose",
  matches(native) {
    const { deliveryStreamArn, invocationId, records } = asRecord(native);
    return typeof deliveryStreamArn === "string" && invocationId !== undefined && Array.isArray(records);
  },
  records({ records }) {
    if (records.every((record) => typeof record?.recordId === "string")) return records;
    throw new OnefnError(
      "ONEFN_MALFORMED_EVENT",
      "[onefn] a record of an event of Firehose has no recordId, so that it cannot be answered. Check what invokes the " +
        "function: Firehose sends one with each.",
    );
  },
  readings: [
    {
      kind: "transform",
      origin: (_, { native }) => native.deliveryStreamArn,
      names: (arn) => [streamName(arn)],
      decode: (record, _, { native }) => new FirehoseRecordSource(record ?? {}, native.deliveryStreamArn),
    },
  ],
  rejects: () => true,
  settle(settled, call, records) {
    refuseUnfinished(settled, call);
    return fitting(
      settled.map((each, index) => answerTo(records[index], each)),
      call,
    );
  },
};

/** @throws OnefnError ONEFN_DEADLINE if a record has no answer: Firehose then invokes the function again. */
function refuseUnfinished(settled: readonly Settled[], { native }: Call<FirehoseEvent>): void {
  const count = settled.filter(({ unfinished }) => unfinished).length;
  if (count === 0) return;
  throw new OnefnError(
    "ONEFN_DEADLINE",
    `[onefn] ${count} of ${settled.length} records of the stream ${streamName(native.deliveryStreamArn)} were not ` +
      "transformed at the deadline, and an answer without them would lose them. Firehose invokes the function again. Give " +
      "the function more time, or its stream a smaller buffer.",
  );
}

/** Every answer has data, which Firehose requires of all. */
function answerTo(record: FirehoseRecord | null | undefined, { type, value }: Settled): TransformedRecord {
  const recordId = record?.recordId ?? "";
  if (type === "ack") return { recordId, result: "Ok", ...(value as Partial<TransformedRecord>) };
  return { recordId, result: type === "drop" ? "Dropped" : "ProcessingFailed", ...dataFor(record, "") };
}
