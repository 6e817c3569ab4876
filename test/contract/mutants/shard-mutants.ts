import { type Mutant, type Native, ofWire } from "./mutant.js";
import { eachRecord } from "./records.js";

/** Maps what a stream's records carry. */
const eachPayload = (map: (payload: Native) => Native) =>
  eachRecord((record) => ({ ...record, kinesis: map(record.kinesis) }));

/** A result that names another number of the batch instead of the failed one. */
const failure =
  (choose: (numbers: string[], failed: number) => string | undefined) => (result: Native, event: Native) => {
    const [failed] = result.batchItemFailures;
    const numbers = event.Records.map(({ kinesis }: Native) => kinesis.sequenceNumber);
    const itemIdentifier = failed && choose(numbers, numbers.indexOf(failed.itemIdentifier));
    return { batchItemFailures: itemIdentifier === undefined ? [] : [{ itemIdentifier }] };
  };

const LAST =
  "the last or all records of a delivery can fail, and records done before a failed one are acknowledged";
const NOT_REPEATED =
  "where other keys wait, nothing that a failure makes the source deliver again is handled after it";
const BATCH = "a batch handler gets all records of a delivery, and those it does not name are acknowledged";

/** Adapters that read records of Kinesis wrongly, or settle a shard wrongly. */
const ofShards = ofWire("aws/kinesis", [
  {
    name: "the data is left as base64",
    event: eachPayload(({ data, ...payload }) => ({
      ...payload,
      data: Buffer.from(data).toString("base64"),
    })),
    caughtBy: ["a body without a content type is text", "a body of bytes arrives byte by byte"],
  },
  {
    name: "the data is decoded as UTF-8, whatever its bytes are",
    event: eachPayload(({ data, ...payload }) => ({
      ...payload,
      data: Buffer.from(Buffer.from(data, "base64").toString("utf8")).toString("base64"),
    })),
    caughtBy: [
      "a body of bytes arrives byte by byte",
      "as: text refuses bytes that are not UTF-8 instead of replacing them",
    ],
  },
  {
    name: "the time of arrival is read as milliseconds",
    event: eachPayload((payload) => ({
      ...payload,
      approximateArrivalTimestamp: payload.approximateArrivalTimestamp / 1000,
    })),
    caughtBy: ["the time at which a message was sent is a Date and agrees with the event's time"],
  },
  {
    name: "the key is the shard",
    event: eachRecord((record) => ({
      ...record,
      kinesis: { ...record.kinesis, partitionKey: record.eventID.split(":")[0] },
    })),
    caughtBy: ["a key arrives as the message's key"],
  },
  {
    name: "failures are named by the record's id",
    result: (result, event) => ({
      batchItemFailures: result.batchItemFailures.map(({ itemIdentifier }: Native) => ({
        itemIdentifier: event.Records.find(({ kinesis }: Native) => kinesis.sequenceNumber === itemIdentifier)
          .eventID,
      })),
    }),
    caughtBy: [LAST, BATCH],
  },
  {
    name: "sequence numbers are compared as strings",
    result: failure((numbers, failed) => numbers.slice(failed).sort()[0]),
    caughtBy: [LAST],
  },
  {
    name: "the checkpoint is past the failed record",
    result: failure((numbers, failed) => numbers[failed + 1]),
    caughtBy: [LAST, NOT_REPEATED],
  },
  {
    name: "one failure fails the whole batch",
    result: failure((numbers) => numbers[0]),
    caughtBy: [LAST, BATCH],
  },
  {
    name: 'the order is that of each key without being asked: order: "key" by default',
    options: (options) => ({ ...options, order: "key" }),
    caughtBy: ["where other keys wait, records are handled one after another"],
  },
  {
    name: "the order in a shard is lost",
    event: (event) => ({ ...event, Records: event.Records.toReversed() }),
    caughtBy: ["records of one key are handled in order, however long each takes"],
  },
]);

/** Adapters that lose the order of keys. */
const ofKeys = ofWire("aws/kinesis-by-key", [
  {
    name: "records of one key are handled at the same time",
    event: (event) => ({
      ...event,
      Records: event.Records.map((record: Native, n: number) => ({
        ...record,
        kinesis: { ...record.kinesis, partitionKey: `${n}` },
      })),
    }),
    caughtBy: ["records of one key are handled in order, however long each takes"],
  },
  {
    name: "other keys wait",
    options: (options) => ({ ...options, order: "shard" }),
    caughtBy: ["as many records are handled at the same time as the function allows, and no more"],
  },
]);

export const shardMutants: readonly Mutant[] = [...ofShards, ...ofKeys];
