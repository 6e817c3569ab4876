import { measureInChild } from "../harness/child.mjs";

const module = new URL("./measure.mjs", import.meta.url);

/** Contenders in groups, each compared with the raw handler that works in the same order, which is the first. */
export const groups = {
  sqs: {
    sequential: ["sequential", "onefn-sequential", "powertools-sequential"],
    concurrent: ["concurrent", "onefn", "middy", "powertools"],
  },
  // A shard is in order.
  kinesis: { sequential: ["sequential", "onefn", "powertools-sequential"] },
  dynamodb: { sequential: ["sequential", "onefn"] },
  // Events come one by one, in protobuf: a loop with protobufjs alone.
  firestore: { sequential: ["sequential", "onefn"] },
  s3: { concurrent: ["concurrent", "onefn"] },
  "service-bus": {
    sequential: ["sequential", "onefn-sequential"],
    concurrent: ["concurrent", "onefn"],
  },
};

/** A batch can fail in part where each record is settled by itself. */
const FAILING = {
  sqs: [false, true],
  kinesis: [false],
  dynamodb: [false],
  firestore: [false],
  s3: [false],
  "service-bus": [false],
};

/** Batches of messages: CPU microseconds of one record. */
export const messages = Object.entries(groups).map(([source, contenders]) => ({
  name: source,
  cells: [10, 10_000].flatMap((records) =>
    FAILING[source].map((failures) => ({
      id: `${source}/${records}${failures ? "-failures" : ""}`,
      contenders: Object.values(contenders).flat(),
      measure: (contender, runtime) =>
        measureInChild(module, { source, contender, records, failures }, runtime),
    })),
  ),
}));
