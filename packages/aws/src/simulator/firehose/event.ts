import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { OutgoingRecord } from "onefn/simulator";
import { arn, REGION } from "../account.js";
import { overridden } from "../sqs/record.js";

/** What a stream can get its records from. */
export type FirehoseSource = "kinesis" | "msk";

/** Options of an event of Firehose. */
export interface FirehoseEventOptions<
  Source extends FirehoseSource | undefined = FirehoseSource | undefined,
> {
  /** The Firehose stream's name. Default: `clicks`. */
  readonly stream?: string | undefined;
  /** Where the stream gets its records. Default: they are put directly. */
  readonly source?: Source;
}

/** Where a record stands in its source. */
interface Place {
  readonly key: string;
  readonly index: number;
  readonly id: string;
  readonly approximateArrivalTimestamp: number;
}

/** What an event, and each record, has besides, by the source. */
const SOURCES = {
  none: { about: () => ({}), record: (data: string) => ({ data }) },
  kinesis: {
    about: (stream: string) => ({ sourceKinesisStreamArn: arn("kinesis", `stream/${stream}`) }),
    record: (data: string, { key: partitionKey, id, approximateArrivalTimestamp }: Place) => ({
      data,
      kinesisRecordMetadata: {
        shardId: "shardId-000000000000",
        partitionKey,
        approximateArrivalTimestamp,
        sequenceNumber: id,
        subsequenceNumber: 0,
      },
    }),
  },
  msk: {
    about: (stream: string) => ({ sourceMSKArn: arn("kafka", `cluster/${stream}/${randomUUID()}-1`) }),
    record: (kafkaRecordValue: string, { index, approximateArrivalTimestamp }: Place) => ({
      kafkaRecordValue,
      mskRecordMetadata: { offset: String(index), partitionId: "1", approximateArrivalTimestamp },
    }),
  },
};

type Of<Source> = (typeof SOURCES)[Source extends FirehoseSource ? Source : "none"];

/** The event of records from a source. */
export type FirehoseEvent<Source extends FirehoseSource | undefined> = ReturnType<Of<Source>["about"]> & {
  invocationId: string;
  deliveryStreamArn: string;
  region: string;
  records: ({ recordId: string; approximateArrivalTimestamp: number } & ReturnType<Of<Source>["record"]>)[];
};

/** The numbers with which ids of records begin. */
const FIRST = 49546986683135544286507457936321625675700192471156785154n;

/**
 * The event of a Firehose stream that has its records transformed. A record is a text, bytes, or a value that is written as
 * JSON.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesisfirehose.html
 * @example
 * const event = firehose([{ record: { page: "/tea" }, key: "visitor-1" }], { stream: "clicks", source: "kinesis" });
 * @trigger firehose
 */
export function firehose<Source extends FirehoseSource | undefined = undefined>(
  records: readonly OutgoingRecord[],
  options?: FirehoseEventOptions<Source>,
): FirehoseEvent<Source>;
export function firehose(
  records: readonly OutgoingRecord[],
  { stream = "clicks", source }: FirehoseEventOptions = {},
): object {
  const approximateArrivalTimestamp = Date.now();
  const own = SOURCES[source ?? "none"];
  return {
    invocationId: randomUUID(),
    ...own.about(stream),
    deliveryStreamArn: arn("firehose", `deliverystream/${stream}`),
    region: REGION,
    records: records.map(({ record, key = randomUUID(), native = {} }, index) => {
      const data = Buffer.from(bodyOf(record)).toString("base64");
      const id = `${FIRST + BigInt(index)}`;
      const place = { key, index, id, approximateArrivalTimestamp };
      return overridden({ recordId: id, approximateArrivalTimestamp, ...own.record(data, place) }, native);
    }),
  };
}

function bodyOf(record: unknown): string | Uint8Array {
  return typeof record === "string" || record instanceof Uint8Array ? record : JSON.stringify(record);
}
