import type { Change } from "onefn";
import type { OutgoingChange } from "onefn/simulator";
import { calledWith, type TriggeredEvent } from "../called-event.js";
import { anyVersion, latestVersion } from "./feed.js";

/** A change to make, or one that a handler of any provider received. */
export type ChangeWords = OutgoingChange | Change;

/** The origin of the changes, and the mode of the feed. */
export interface CosmosEventOptions {
  /** The container's name. Default: `orders`. */
  readonly container?: string | undefined;
  /** The database's name. Default: `shop`. */
  readonly database?: string | undefined;
  /** The mode of the change feed. Default: `"AllVersionsAndDeletes"`. */
  readonly mode?: "LatestVersion" | "AllVersionsAndDeletes" | undefined;
  /** The state of the function's retry policy. Default: it has none. */
  readonly retryContext?: { readonly retryCount: number; readonly maxRetryCount: number } | undefined;
}

type Document = Readonly<Record<string, unknown>>;

function build(changes: readonly ChangeWords[], options: CosmosEventOptions = {}): TriggeredEvent {
  const { container = "orders", database = "shop", mode = "AllVersionsAndDeletes", retryContext } = options;
  const items = changes.flatMap((words, index) => {
    const time = "specversion" in words && words.time ? Date.parse(words.time) : Date.now();
    const made = { now: time, sequence: index + 1 };
    const item = (mode === "LatestVersion" ? latestVersion : anyVersion)(outgoing(words), made);
    return item ? [item] : [];
  });
  const trigger = {
    type: "cosmosDBTrigger",
    databaseName: database,
    containerName: container,
    changeFeedMode: mode,
  };
  return calledWith(JSON.parse(JSON.stringify(items)), { trigger, metadata: {}, retryContext });
}

/** The change to make. Azure's stores have no upsert: they distinguish inserts from updates, or tell neither. */
export function outgoing(words: ChangeWords): OutgoingChange {
  if (!("specversion" in words)) return words;
  const { operation, key, before, after } = words;
  return {
    operation: operation === "upsert" ? "update" : operation,
    key: key as OutgoingChange["key"],
    before: before as Document | undefined,
    after: after as Document | undefined,
  };
}

const keyOf = (document: Document) => ({ id: document.id as string });

/**
 * Builds what the library passes to a function for changes in a container of Cosmos DB. A portable change keeps its time,
 * key and items. Log lines of the context are dropped.
 *
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-cosmosdb-v2-trigger
 * @example
 * const { input, context } = cosmos.update({ id: "1", total: 3 }, { id: "1", total: 4 });
 * await adapt(index)(input, context);
 * @trigger cosmos cosmos-all-versions
 */
export const cosmos = /* @__PURE__ */ Object.assign(build, {
  /** The change of a new document. */
  insert: (after: Document, options?: CosmosEventOptions) =>
    build([{ operation: "insert", key: keyOf(after), after }], options),
  /** The change of a replaced document. */
  update: (before: Document, after: Document, options?: CosmosEventOptions) =>
    build([{ operation: "update", key: keyOf(after), before, after }], options),
  /** The change of a deleted document. */
  delete: (before: Document, options?: CosmosEventOptions) =>
    build([{ operation: "delete", key: keyOf(before), before }], options),
});
