import { delimiter } from "node:path";
import { describe } from "vitest";
import { nodeOf } from "./harness/nodes.js";

// Which of the Fetch classes are lazy, and what they do at the edges, is each Node's own.
process.env.ONEFN_NODES = [nodeOf(20), nodeOf(22), nodeOf(24)].join(delimiter);

describe("fetch", async () => {
  await import("../../packages/onefn/test/fetch/differential.test.js");
  await import("../../packages/onefn/test/fetch/standard.test.js");
  await import("../../packages/onefn/test/fetch/globals.test.js");
  await import("../../packages/onefn/test/fetch/cold.test.js");
});
