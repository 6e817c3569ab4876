import { type Mutant, type Native, ofWire } from "./mutant.js";
import { eachRecord } from "./records.js";

const wire = "aws/dynamodb";

/** Maps the change in each record of an event. */
const eachChange = (map: (change: Native) => Native) =>
  eachRecord((record) => ({ ...record, dynamodb: map(record.dynamodb) }));

/** Maps every value in the items of an event, at any depth. */
const eachValue = (map: (type: string, value: Native) => Native) =>
  eachChange(({ Keys, OldImage, NewImage, ...change }) => ({
    ...change,
    Keys,
    ...(OldImage && { OldImage: mapItem(OldImage, map) }),
    ...(NewImage && { NewImage: mapItem(NewImage, map) }),
  }));

function mapItem(item: Native, map: (type: string, value: Native) => Native): Native {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, mapValue(value, map)]));
}

function mapValue(value: Native, map: (type: string, value: Native) => Native): Native {
  const [type, of] = Object.entries<Native>(value)[0] as [string, Native];
  if (type === "M") return map("M", mapItem(of, map));
  return map(type, type === "L" ? of.map((each: Native) => mapValue(each, map)) : of);
}

/** Maps each change of a change stream. */
const eachDocumentChange = (map: (change: Native) => Native) => (event: Native) => ({
  ...event,
  events: event.events.map(({ event: change }: Native) => ({ event: map(change) })),
});

/** Maps every value of one type in the documents of a change stream. */
const eachExtended = (type: string, map: (value: string) => object) =>
  eachDocumentChange((change) =>
    JSON.parse(JSON.stringify(change), (_, value) =>
      value !== null && typeof value === "object" && type in value ? map(value[type]) : value,
    ),
  );

function withoutProto(document: Native): Native {
  return Object.fromEntries(
    Object.entries<Native>(document)
      .filter(([name]) => name !== "__proto__")
      .map(([name, each]) => [name, typeof each === "object" && each !== null ? withoutProto(each) : each]),
  );
}

/** A function whose handler sees another change. */
const withChange = (own: (change: Native) => Readonly<Record<string, unknown>>) => (fn: Native) => ({
  ...fn,
  handler: (change: Native, context: Native) => {
    const replaced = own(change);
    const seen = { get: (of: Native, name: string) => (name in replaced ? replaced[name] : of[name]) };
    return fn.handler(new Proxy(change, seen), context);
  },
});

/** A result that names another record of the batch instead of the failed one. */
const failure =
  (choose: (numbers: string[], failed: number) => string | undefined) => (result: Native, event: Native) => {
    const [failed] = result.batchItemFailures;
    const numbers = event.Records.map((record: Native) => record.dynamodb.SequenceNumber);
    const name = failed && choose(numbers, numbers.indexOf(failed.itemIdentifier));
    return { batchItemFailures: name === undefined ? [] : [{ itemIdentifier: name }] };
  };

/** Adapters that read changes wrongly, or settle a shard wrongly. */
export const changeMutants: readonly Mutant[] = [
  {
    name: "the items before and after are swapped",
    wire,
    event: eachChange(({ OldImage, NewImage, ...change }) => ({
      ...change,
      ...(NewImage && { OldImage: NewImage }),
      ...(OldImage && { NewImage: OldImage }),
    })),
    caughtBy: [
      "a change by update has the operation, the table, the key and the items before and after",
      "an update of which the source sends only the new item has nothing else",
    ],
  },
  {
    name: "a delete is read as an update",
    wire,
    event: eachRecord((record) => ({ ...record, eventName: record.eventName.replace("REMOVE", "MODIFY") })),
    caughtBy: ["a change by delete has the operation, the table, the key and the items before and after"],
  },
  {
    name: "a missing item is read as an empty one",
    wire,
    event: eachChange((change) => ({ OldImage: {}, NewImage: {}, ...change })),
    caughtBy: [
      "an update of which the source sends only the key has nothing else",
      "a change by insert has the operation, the table, the key and the items before and after",
    ],
  },
  {
    name: "numbers are rounded",
    wire,
    event: eachValue((type, value) => ({
      [type]: type === "N" ? BigInt(Math.round(Number(value))).toString() : value,
    })),
    caughtBy: [
      "an integer beyond 2^53 arrives as a bigint with all its digits",
      "strings, numbers, booleans, null, lists and maps arrive unchanged",
    ],
  },
  {
    name: "numbers are strings",
    wire,
    event: eachValue((type, value) => ({ [type === "N" ? "S" : type]: value })),
    caughtBy: ["strings, numbers, booleans, null, lists and maps arrive unchanged"],
  },
  {
    name: "bytes are left as base64",
    wire,
    event: eachValue((type, value) => ({ [type === "B" ? "S" : type]: value })),
    caughtBy: ["bytes in an item arrive unchanged, even if there are none"],
  },
  {
    name: "sets are arrays",
    wire,
    event: eachValue((type, value) =>
      /^[SNB]S$/.test(type)
        ? { L: value.map((each: Native) => ({ [type.slice(0, 1)]: each })) }
        : { [type]: value },
    ),
    caughtBy: ["sets of strings, numbers and bytes arrive as Sets"],
  },
  {
    name: "an attribute named __proto__ is lost",
    wire,
    event: eachValue((type, value) => ({
      [type]:
        type === "M"
          ? Object.assign(
              {},
              ...Object.keys(value).map((name) => name !== "__proto__" && { [name]: value[name] }),
            )
          : value,
    })),
    caughtBy: ["attributes named like members of Object arrive, even __proto__"],
  },
  {
    name: "a change has the id of its item",
    wire,
    event: eachRecord((record) => ({ ...record, eventID: record.dynamodb.Keys.id.S })),
    caughtBy: ["two changes of one item have different ids, and keep them when they are delivered again"],
  },
  {
    name: "failures are named by the change's id",
    wire,
    result: (result, event) => ({
      batchItemFailures: result.batchItemFailures.map(({ itemIdentifier }: Native) => ({
        itemIdentifier: event.Records.find((each: Native) => each.dynamodb.SequenceNumber === itemIdentifier)
          .eventID,
      })),
    }),
    caughtBy: [
      "the last or all records of a delivery can fail, and records done before a failed one are acknowledged",
    ],
  },
  {
    name: "sequence numbers are compared as strings",
    wire,
    result: failure((numbers, failed) => numbers.slice(failed).sort()[0]),
    caughtBy: [
      "after two failures, the source delivers again from the first one on",
      "the last or all records of a delivery can fail, and records done before a failed one are acknowledged",
    ],
  },
  {
    name: "the shard continues after a failure",
    wire,
    result: failure((numbers, failed) => numbers[failed + 1]),
    caughtBy: [
      "records after a failed one are handled too, or do not start until they are delivered again in order",
    ],
  },
  {
    name: "the shard is delivered again from before the failed record",
    wire,
    result: failure((numbers) => numbers[0]),
    caughtBy: [
      "records after a failed one are handled too, or do not start until they are delivered again in order",
      "a record that is done is not delivered again, whatever happened to its neighbours",
    ],
  },
  {
    name: "changes are handled at the same time, whatever the function says",
    wire: `${wire}-by-key`,
    function: (fn) => ({ ...fn, concurrency: 10 }),
    caughtBy: ["changes are handled one after another, in order, unless the function sets a concurrency"],
  },
  {
    name: "with a concurrency, changes of one item are handled at the same time",
    wire: `${wire}-by-key`,
    event: (event) => ({
      ...event,
      Records: event.Records.map((record: Native, index: number) => ({
        ...record,
        dynamodb: { ...record.dynamodb, Keys: { ...record.dynamodb.Keys, at: { N: `${index}` } } },
      })),
    }),
    caughtBy: [
      "with a concurrency, the changes of one item stay in order while other items continue",
      "with a concurrency, no change overtakes a failed change of its item, and none is lost",
    ],
  },
  {
    name: "with a concurrency, changes are still handled one after another",
    wire: `${wire}-by-key`,
    function: (fn) => ({ ...fn, concurrency: 1 }),
    caughtBy: ["with a concurrency, the changes of one item stay in order while other items continue"],
  },
  {
    name: "the item before is not validated",
    wire,
    event: eachChange(({ OldImage: _, ...change }) => change),
    caughtBy: [
      "an item before the change that does not match the schema any more is undefined, and logged: contract-schema",
      "before and after are the output of the schema, including defaults: contract-schema",
    ],
  },
  ...ofWire("aws/documentdb", [
    {
      name: "the documents before and after are swapped",
      function: withChange(({ before, after }) => ({ before: after, after: before })),
      caughtBy: [
        "a change by insert has the operation, the table, the key and the items before and after",
        "an update of which the source sends only the new item has nothing else",
      ],
    },
    {
      name: "a delete in a change stream is read as an update",
      event: eachDocumentChange((change) => ({
        ...change,
        operationType: change.operationType.replace("delete", "update"),
      })),
      caughtBy: ["a delete of which the source sends only the key has nothing else"],
    },
    {
      name: "a long is rounded to a double",
      event: eachExtended("$numberLong", (text) => ({ $numberDouble: `${Number(text)}` })),
      caughtBy: ["an integer beyond 2^53 arrives as a bigint with all its digits"],
    },
    {
      name: "Extended JSON is left as it is",
      function: withChange(({ after, data }) => ({ after: after && data.fullDocument })),
      caughtBy: [
        "strings, numbers, booleans, null, lists and maps arrive unchanged",
        "bytes in an item arrive unchanged, even if there are none",
      ],
    },
    {
      name: "a member named __proto__ of a document is lost",
      event: eachDocumentChange(({ fullDocument, ...change }) => ({
        ...change,
        ...(fullDocument && { fullDocument: withoutProto(fullDocument) }),
      })),
      caughtBy: ["attributes named like members of Object arrive, even __proto__"],
    },
    {
      name: "a failure in a change stream is returned, and Lambda treats it as a success",
      thrown: () => ({ batchItemFailures: [] }),
      caughtBy: ["a record that fails is not acknowledged, and its neighbours are neither lost nor dead"],
    },
    {
      name: "a change has the id of its document",
      event: eachDocumentChange((change) => ({ ...change, _id: { _data: change.documentKey.id } })),
      caughtBy: ["two changes of one item have different ids, and keep them when they are delivered again"],
    },
  ]),
];
