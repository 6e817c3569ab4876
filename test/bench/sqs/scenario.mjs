import { measureInChild } from "../harness/child.mjs";

const module = new URL("./measure.mjs", import.meta.url);

/** Contenders in two groups, each compared with the raw handler that works in the same order. */
export const groups = {
  sequential: ["sequential", "onefn-sequential", "powertools-sequential"],
  concurrent: ["concurrent", "onefn", "middy", "powertools"],
};

/** Batches of SQS: CPU microseconds of one record. */
export const sqs = {
  name: "sqs",
  cells: [10, 10_000].flatMap((records) =>
    [false, true].map((failures) => ({
      id: `sqs/${records}${failures ? "-failures" : ""}`,
      contenders: Object.values(groups).flat(),
      measure: (contender, runtime) => measureInChild(module, { contender, records, failures }, runtime),
    })),
  ),
};
