import { adapt } from "@onefn/aws";
import { type TransformRecord, transform } from "onefn";
import { expect, test } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

const quiet = { log: () => {} };

/** Samples of tools have a place for data, and no data. */
const PLACEHOLDER = /\{\{/;

describeRecorded("recorded events of Firehose", () => {
  const events = recorded("aws").filter(
    ([, event]) => "deliveryStreamArn" in event && !PLACEHOLDER.test(event.records[0].data),
  );

  test.each(events)("%s arrives with its own values, and every record is answered", async (_, event) => {
    const before = structuredClone(event);
    const seen: TransformRecord<Uint8Array>[] = [];
    const see = transform({ as: "bytes" }, (record) => {
      seen.push(record);
      return record.data;
    });
    const result = (await adapt(see, quiet)(event)) as Native;
    expect(event).toEqual(before);
    expect(
      seen.map(({ id, source, time, key, data }) => ({
        id,
        source,
        at: Date.parse(String(time)),
        key,
        data: Buffer.from(data).toString("base64"),
      })),
    ).toEqual(
      event.records.map((record: Native) => ({
        id: record.recordId,
        source: event.deliveryStreamArn,
        at: record.approximateArrivalTimestamp,
        key: record.kinesisRecordMetadata?.partitionKey,
        data: record.data ?? record.kafkaRecordValue,
      })),
    );
    expect(result).toEqual({
      records: event.records.map(({ recordId, data, kafkaRecordValue }: Native) => ({
        recordId,
        result: "Ok",
        ...(data === undefined ? { kafkaRecordValue } : { data }),
      })),
    });
  });
});
