import type { Capabilities } from "onefn/provider";
import { inOrder, shardOf } from "./shard.js";

const failures = "services-ddb-batchfailurereporting.html";
const byKey = shardOf({ records: "with-ddb.html", failures, giveUp: "services-dynamodb-errors.html" });

/** Streams of tables. */
export const dynamodb: Readonly<Record<string, Capabilities>> = {
  dynamodb: { ...byKey, concurrentKeys: inOrder(failures) },
  "dynamodb-by-key": byKey,
};
