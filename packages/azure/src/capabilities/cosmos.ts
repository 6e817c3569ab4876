import type { Capabilities } from "onefn/provider";
import { parsedItems } from "./parsed.js";
import { batchWithPolicy, streamOf } from "./stream.js";
import { gap } from "./words.js";

const TRIGGER =
  "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-cosmosdb-v2-trigger";
const MODES = "https://learn.microsoft.com/en-us/azure/cosmos-db/nosql/change-feed-modes";

const feed: Capabilities = {
  ...streamOf(TRIGGER),
  ...batchWithPolicy(TRIGGER),
  ...parsedItems,
  attempt: gap("A change does not say how often it was delivered.", TRIGGER),
  someItems: gap("The feed always has the document after an update.", MODES),
};

/** The change feed of Cosmos DB, with a retry policy. */
export const cosmos: Readonly<Record<string, Capabilities>> = {
  cosmos: {
    ...feed,
    operations: gap(
      "In the mode LatestVersion, the feed does not distinguish inserts from updates: each is `upsert`.",
      `${MODES}#latest-version-change-feed-mode`,
    ),
    deletions: gap(
      "In the mode LatestVersion, the feed has no deletes.",
      `${MODES}#latest-version-change-feed-mode`,
    ),
    before: gap(
      "In the mode LatestVersion, the feed has only the latest version of a document.",
      `${MODES}#latest-version-change-feed-mode`,
    ),
    concurrentKeys: gap(
      'The changes of a partition are handled in order. With the option `order: "key"`, only those of one document are.',
      TRIGGER,
    ),
  },
  "cosmos-all-versions": feed,
};
