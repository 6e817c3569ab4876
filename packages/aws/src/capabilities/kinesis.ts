import type { Capabilities } from "onefn/provider";
import { inOrder, shardOf } from "./shard.js";
import { gap } from "./words.js";

const failures = "services-kinesis-batchfailurereporting.html";
const RECORD = "https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html";

const byKey: Capabilities = {
  ...shardOf({ records: "with-kinesis.html", failures, giveUp: "kinesis-on-failure-destination.html" }),
  attributes: gap("A record has data and a partition key, and no attributes.", RECORD),
  typedAttributes: gap("A record has no attributes.", RECORD),
  binaryAttributes: gap("A record has no attributes.", RECORD),
  contentType: gap("A record has no content type.", RECORD),
  messageTrace: gap("A record has no place for its sender's trace.", RECORD),
};

/** Data streams. */
export const kinesis: Readonly<Record<string, Capabilities>> = {
  kinesis: { ...byKey, concurrentKeys: inOrder(failures) },
  "kinesis-by-key": byKey,
};
