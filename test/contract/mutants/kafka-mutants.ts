import { type Mutant, type Native, ofWire } from "./mutant.js";

/** Maps each record of an event. */
const eachRecord = (map: (record: Native) => Native) => (event: Native) => ({
  ...event,
  records: Object.fromEntries(
    Object.entries<Native[]>(event.records).map(([partition, list]) => [partition, list.map(map)]),
  ),
});

/** Maps the headers of each record. */
const eachHeader = (map: (name: string, bytes: number[]) => object | undefined) =>
  eachRecord((record) => ({
    ...record,
    headers: record.headers.flatMap((header: object) =>
      Object.entries(header).flatMap(([name, bytes]) => map(name, bytes) ?? []),
    ),
  }));

/** A result with other failures in place of each. */
const failures = (map: (failed: Native, list: Native[]) => Native[]) => (result: Native, event: Native) => ({
  batchItemFailures: result.batchItemFailures.flatMap(({ itemIdentifier }: Native) =>
    map(itemIdentifier, event.records[itemIdentifier.partition]).map((each) => ({ itemIdentifier: each })),
  ),
});

const LAST =
  "the last or all records of a delivery can fail, and records done before a failed one are acknowledged";
const SEVERAL = "one delivery with records of several functions gives each function its own";

/** Adapters that read records of Kafka wrongly, or settle its partitions wrongly. */
export const kafkaMutants: readonly Mutant[] = ofWire("aws/kafka", [
  {
    name: "failures are named by the number of the partition",
    result: failures(({ offset }, list) => [{ partition: `${list[0].partition}`, offset }]),
    caughtBy: [LAST, SEVERAL],
  },
  {
    name: "failures are named by the topic and the number of the partition",
    result: failures(({ offset }, [{ topic, partition }]) => [
      { partition: `${topic}-${partition}`, offset },
    ]),
    caughtBy: [LAST, SEVERAL],
  },
  {
    name: "failures are named by text, as those of other sources",
    result: failures(({ partition, offset }) => [`${partition}:${offset}`]),
    caughtBy: [LAST],
  },
  {
    name: "offsets are text",
    result: failures(({ partition, offset }) => [{ partition, offset: `${offset}` }]),
    caughtBy: [LAST],
  },
  {
    name: "offsets are compared as strings",
    result: failures(({ partition, offset }, list) => [
      {
        partition,
        offset: Number(
          list
            .map((record) => record.offset)
            .filter((each) => each >= offset)
            .map(String)
            .sort()[0],
        ),
      },
    ]),
    caughtBy: [LAST],
  },
  {
    name: "the checkpoint is past the failed record",
    result: failures(({ partition, offset }, list) =>
      list.some((record) => record.offset === offset + 1) ? [{ partition, offset: offset + 1 }] : [],
    ),
    caughtBy: [
      LAST,
      "where other keys wait, nothing that a failure makes the source deliver again is handled after it",
    ],
  },
  {
    name: "a failure in one partition fails all partitions",
    result: (result, event) => ({
      batchItemFailures:
        result.batchItemFailures.length === 0
          ? []
          : Object.entries<Native[]>(event.records).map(([partition, [{ offset }]]: Native) => ({
              itemIdentifier: { partition, offset },
            })),
    }),
    caughtBy: [SEVERAL],
  },
  {
    name: "all records are routed by the topic of the first one",
    event: (event) => {
      const [[{ topic }]] = Object.values<Native[]>(event.records) as Native;
      return eachRecord((record) => ({ ...record, topic }))(event);
    },
    caughtBy: [SEVERAL],
  },
  {
    name: "only the first partition is read",
    event: (event) => ({ ...event, records: Object.fromEntries(Object.entries(event.records).slice(0, 1)) }),
    caughtBy: ["a batch handler gets its own records of a delivery, and no others"],
  },
  {
    name: "the value is left as base64",
    event: eachRecord(({ value, ...record }) => ({
      ...record,
      value: value && Buffer.from(value).toString("base64"),
    })),
    caughtBy: ["a body without a content type is text", "a body of bytes arrives byte by byte"],
  },
  {
    name: "a tombstone is read as an empty value",
    event: eachRecord((record) => ({ ...record, value: record.value ?? "" })),
    caughtBy: [
      "a record without a value arrives with null as its data: contract-seen",
      "a record without a value arrives with null as its data: contract-json",
    ],
  },
  {
    name: "a tombstone is rejected",
    event: eachRecord((record) => ({ ...record, value: record.value ?? false })),
    caughtBy: [
      "a record without a value arrives with null as its data: contract-seen",
      "a record without a value arrives with nothing as its data: contract-bytes",
    ],
  },
  {
    name: "a tombstone whose event leaves the value out is rejected",
    event: eachRecord((record) => ({ value: false, ...record })),
    caughtBy: [
      "a record without a value arrives with null as its data: contract-seen",
      "a record without a value arrives with nothing as its data: contract-bytes",
    ],
  },
  {
    name: "the key is left as base64",
    event: eachRecord(({ key, ...record }) => ({
      ...record,
      ...(key && { key: Buffer.from(key).toString("base64") }),
    })),
    caughtBy: ["a key arrives as the message's key"],
  },
  {
    name: "negative bytes of headers are lost",
    event: eachHeader((name, bytes) => ({ [name]: bytes.filter((byte) => byte >= 0) })),
    caughtBy: [
      "attributes arrive with their names and values",
      "bytes among the attributes arrive byte by byte",
    ],
  },
  {
    name: "only the first header is read",
    event: eachRecord((record) => ({ ...record, headers: record.headers.slice(0, 1) })),
    caughtBy: ["attributes keep the capitals of their names"],
  },
  {
    name: "the trace among the headers is not read",
    event: eachHeader((name, bytes) => (name === "traceparent" ? undefined : { [name]: bytes })),
    caughtBy: ["a message carries the trace of its sender"],
  },
  {
    name: "the order in a partition is lost",
    event: (event) => ({
      ...event,
      records: Object.fromEntries(
        Object.entries<Native[]>(event.records).map(([partition, list]) => [partition, list.toReversed()]),
      ),
    }),
    caughtBy: ["records of one key are handled in order, however long each takes"],
  },
  {
    name: 'the order is that of each key without being asked: order: "key" by default',
    options: (options) => ({ ...options, order: "key" }),
    caughtBy: ["where other keys wait, records are handled one after another"],
  },
]);
