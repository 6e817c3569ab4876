import { type Native, ofWire } from "./mutant.js";

const ORDER = "every record is answered once and in order, however long each takes";
const DEADLINE = "at the deadline the whole call fails, since records without an answer would be lost";
const TEXT = "a text is passed on as it is, without quotation marks";
const BYTES = "bytes are passed on as they are, or as base64 where the wire has no bytes";
const DROPPED = "a dropped record is left out, and the others are passed on: drop";
const alone = (how: string) =>
  `a handler that ends by ${how} fails its record alone, and the next call is answered`;
const nothing = (how: string) => `a handler that returns no value fails its record, and is logged: ${how}`;
const lost = (how: string) => `a value that JSON would lose fails its record, and is logged: ${how}`;

/** The answers of a result, changed one by one. */
const each = (change: (answer: Native, index: number) => Native) => (result: Native) => ({
  ...result,
  records: result.records.map(change),
});

/** What a handler returned, before anything else sees it. */
const returning = (change: (value: Native) => Native) => (fn: Native) => ({
  ...fn,
  handler: async (...args: Native[]) => change(await fn.handler(...args)),
});

/** Adapters that answer Firehose wrongly. */
export const firehoseMutants = ofWire("aws/firehose", [
  {
    name: "dropped records are left out of the answer",
    result: (result) => ({ records: result.records.filter((one: Native) => one.result !== "Dropped") }),
    caughtBy: [DROPPED, "a dropped record fails nothing"],
  },
  {
    name: "failed records are left out of the answer",
    result: (result) => ({ records: result.records.filter((one: Native) => one.result === "Ok") }),
    caughtBy: [alone("error")],
  },
  {
    name: "answers have the ids of their neighbours",
    result: (result) =>
      each((one, index) => ({ ...one, recordId: result.records.at(index - 1).recordId }))(result),
    caughtBy: [ORDER],
  },
  {
    name: "a record is answered twice",
    result: (result) => ({ records: [...result.records, ...result.records.slice(0, 1)] }),
    caughtBy: [ORDER],
  },
  {
    name: "one failed record fails the call",
    result(result) {
      if (result.records.some((one: Native) => one.result === "ProcessingFailed")) throw new Error("failed");
      return result;
    },
    caughtBy: [alone("error"), alone("later-error")],
  },
  {
    name: "failed records are passed on as they came",
    result: (result, event) =>
      each((one, index) =>
        one.result === "ProcessingFailed"
          ? { recordId: one.recordId, result: "Ok", data: event.records[index].data }
          : one,
      )(result),
    caughtBy: [alone("error"), nothing("nothing")],
  },
  {
    name: "failed records are dropped",
    result: each((one) => (one.result === "ProcessingFailed" ? { ...one, result: "Dropped" } : one)),
    caughtBy: [alone("error"), nothing("nothing"), lost("bigint")],
  },
  {
    name: "a dropped record has failed",
    result: each((one) => (one.result === "Dropped" ? { ...one, result: "ProcessingFailed" } : one)),
    caughtBy: [DROPPED, "a dropped record fails nothing"],
  },
  {
    name: "data is not base64",
    result: each((one) => ({ ...one, data: Buffer.from(one.data, "base64").toString() })),
    caughtBy: [TEXT],
  },
  {
    name: "data is read as text",
    result: each((one) => {
      const text = Buffer.from(one.data, "base64").toString();
      return { ...one, data: Buffer.from(text).toString("base64") };
    }),
    caughtBy: [BYTES],
  },
  {
    name: "texts are written as JSON",
    function: returning((value) => (typeof value === "string" ? JSON.stringify(value) : value)),
    caughtBy: [TEXT],
  },
  {
    name: "nothing is null",
    function: returning((value) => value ?? null),
    caughtBy: [nothing("nothing"), nothing("later-nothing")],
  },
  {
    name: "partition keys are left out",
    result: each(({ metadata: _, ...one }) => one),
    caughtBy: ["the keys of a partitioned value reach the destination, and its value alone is passed on"],
  },
  {
    name: "what is not done at the deadline has failed",
    thrown: (_, event) => ({
      records: event.records.map(({ recordId }: Native) => ({
        recordId,
        result: "ProcessingFailed",
        data: "",
      })),
    }),
    caughtBy: [DEADLINE],
  },
  {
    name: "the deadline is not told",
    context: (context) => ({ ...context, getRemainingTimeInMillis: () => 30_000 }),
    caughtBy: ["the signal fires ahead of the deadline"],
  },
  {
    name: "the schema is not asked",
    function: (fn) => ({ ...fn, schema: undefined, as: "json" }),
    caughtBy: [
      "a handler gets what its schema makes of a record, including defaults",
      "a record that fails an asynchronous schema fails alone",
    ],
  },
  {
    name: "every record of a stream has one id",
    event: (event) => ({
      ...event,
      records: event.records.map((one: Native) => ({ ...one, recordId: event.records[0].recordId })),
    }),
    caughtBy: ["the records of a call have ids of their own", ORDER],
  },
]);

/** A successful answer of Redshift with other results. */
const results = (change: (list: Native[]) => Native[]) => (text: Native) => {
  const json = JSON.parse(text);
  return JSON.stringify(json.results ? { ...json, results: change(json.results) } : json);
};

/** Adapters that answer Redshift wrongly. */
export const redshiftMutants = ofWire("aws/redshift", [
  { name: "the answer is an object", result: JSON.parse, caughtBy: [TEXT] },
  {
    name: "results are in another order",
    result: results((list) => list.toReversed()),
    caughtBy: [ORDER],
  },
  {
    name: "dropped rows have no result",
    result: results((list) => list.filter((one) => one !== null)),
    caughtBy: ["a dropped record fails nothing"],
  },
  {
    name: "lists and objects are not written as texts",
    result: results((list) => list.map((one) => (/^[[{]/.test(one) ? JSON.parse(one) : one))),
    caughtBy: ["a value that is no text is passed on as JSON: list"],
  },
  {
    name: "a failure is no failure",
    result: (text) => {
      const json = JSON.parse(text);
      return JSON.stringify(json.success ? json : { success: true, num_records: 1, results: [null] });
    },
    caughtBy: [nothing("nothing"), lost("map")],
  },
  {
    name: "the arguments are not told apart from their list",
    event: (event) => ({ ...event, arguments: event.arguments.map((list: Native) => [list]) }),
    caughtBy: ["a record arrives as text where its function asks for text"],
  },
]);
