import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { OutgoingRecord } from "onefn/simulator";
import { arn, REGION } from "../account.js";
import { overridden } from "../sqs/record.js";

/** Options of an event of Firehose. */
export interface FirehoseEventOptions {
  /** The Firehose stream's name. Default: `clicks`. */
  readonly stream?: string | undefined;
  /** Where the stream gets its records. Default: they are put directly. */
  readonly source?: "kinesis" | "msk" | undefined;
}

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
export function firehose(
  records: readonly OutgoingRecord[],
  { stream = "clicks", source }: FirehoseEventOptions = {},
) {
  const now = Date.now();
  return {
    invocationId: randomUUID(),
    ...(source === "kinesis" && { sourceKinesisStreamArn: arn("kinesis", `stream/${stream}`) }),
    ...(source === "msk" && { sourceMSKArn: arn("kafka", `cluster/${stream}/${randomUUID()}-1`) }),
    deliveryStreamArn: arn("firehose", `deliverystream/${stream}`),
    region: REGION,
    records: records.map(({ record, key = randomUUID(), native = {} }, index) => {
      const data = Buffer.from(bodyOf(record)).toString("base64");
      const approximateArrivalTimestamp = now;
      const own = {
        recordId: `${FIRST + BigInt(index)}`,
        approximateArrivalTimestamp,
        ...(source === "msk" ? { kafkaRecordValue: data } : { data }),
        ...(source === "kinesis" && {
          kinesisRecordMetadata: {
            shardId: "shardId-000000000000",
            partitionKey: key,
            approximateArrivalTimestamp,
            sequenceNumber: `${FIRST + BigInt(index)}`,
            subsequenceNumber: 0,
          },
        }),
        ...(source === "msk" && {
          mskRecordMetadata: { offset: String(index), partitionId: "1", approximateArrivalTimestamp },
        }),
      };
      return overridden(own, native);
    }),
  };
}

function bodyOf(record: unknown): string | Uint8Array {
  return typeof record === "string" || record instanceof Uint8Array ? record : JSON.stringify(record);
}
