import {
  type Call,
  type ChangeOperation,
  type ChangeSource,
  type NumberFormat,
  OnefnError,
  type RecordCodec,
} from "onefn/provider";
import type { Invocation } from "../native.js";
import type { AzureOptions } from "../options.js";
import { type Item, itemIn, keyIn, withNumbers } from "./item.js";
import { withSettings } from "./settings.js";
import { isByKey, stream } from "./stream.js";
import { isTriggeredBy, triggerOf } from "./triggered.js";

/** A document, or with the mode `AllVersionsAndDeletes` a change. */
export type CosmosRecord = Item;

/** @see https://learn.microsoft.com/en-us/azure/cosmos-db/nosql/change-feed-modes */
interface CosmosChange {
  /** Null or without members on a delete. */
  readonly current: Item | undefined;
  readonly previous: Item | undefined;
  /** What the feed says of the change; without the mode, what the document does. */
  readonly metadata: Item;
}

const OPERATIONS: ReadonlyMap<unknown, ChangeOperation> = /* @__PURE__ */ new Map([
  ["create", "insert"],
  ["replace", "update"],
  ["delete", "delete"],
]);

class CosmosSource implements ChangeSource {
  readonly record: CosmosRecord;
  readonly id: string;
  readonly operation: ChangeOperation;
  readonly #change: CosmosChange;
  readonly #key: Item;
  readonly #call: Call<unknown, Invocation>;

  constructor(record: CosmosRecord, call: Call<unknown, Invocation>) {
    const change = changeIn(record, call);
    const { metadata, current, previous } = change;
    const told = metadata.operationType;
    // Neither the documents of the latest versions nor a change without metadata say which it is.
    const operation = told === undefined ? current && "upsert" : OPERATIONS.get(told);
    this.#key = keyOf(change, call);
    if (!operation || this.#key.id === undefined) {
      throw new OnefnError(
        "ONEFN_MESSAGE_UNDECODABLE",
        "the document has no id or the change no operation. Check the trigger's `changeFeedMode`.",
      );
    }
    const { _rid = Object.values(this.#key).join("/"), _etag, _ts } = current ?? previous ?? {};
    this.record = record;
    this.operation = operation;
    // The feed gives a change no id. A document has another etag with each version.
    const parts = [_rid, metadata.lsn ?? _etag ?? _ts, told].filter((part) => part !== undefined);
    this.id = parts.join(":").replaceAll('"', "");
    this.#change = change;
    this.#call = call;
  }

  source(): string {
    return containerOf(this.#call.nativeContext);
  }
  type(): string {
    return `com.microsoft.azure.cosmosdb.${this.operation}`;
  }
  time(): Date | undefined {
    const { crts = this.#change.current?._ts } = this.#change.metadata;
    return typeof crts === "number" ? new Date(crts * 1000) : undefined;
  }
  table(): string {
    return nameIn(this.source());
  }
  key(numbers: NumberFormat): Item {
    return withNumbers(this.#key, numbers) as Item;
  }
  before(numbers: NumberFormat): unknown {
    return withNumbers(ownMembers(this.#change.previous), numbers);
  }
  after(numbers: NumberFormat): unknown {
    return this.operation === "delete" ? undefined : withNumbers(ownMembers(this.#change.current), numbers);
  }
  extensions(): Readonly<Record<string, unknown>> {
    const { lsn = this.#change.current?._lsn, timeToLiveExpired } = this.#change.metadata;
    return {
      ...(lsn !== undefined && { sequence: `${lsn}` }),
      ...(timeToLiveExpired === true && { expired: true }),
    };
  }
}

/** A document too may have members named `current` and `metadata`: only the registration tells which of the two it is. */
function changeIn(
  record: CosmosRecord,
  { nativeContext: { context } }: Call<unknown, Invocation>,
): CosmosChange {
  const { changeFeedMode } = triggerOf<{ readonly changeFeedMode?: string }>(context);
  if (changeFeedMode?.toLowerCase() !== "allversionsanddeletes") {
    return { current: itemIn(record), previous: undefined, metadata: {} };
  }
  const { current, previous, metadata } = itemIn(record) ?? {};
  return { current: notEmpty(current), previous: notEmpty(previous), metadata: itemIn(metadata) ?? {} };
}

function notEmpty(value: unknown): Item | undefined {
  const item = itemIn(value);
  return item && Object.keys(item).length > 0 ? item : undefined;
}

/** What the service adds to a document is in the event's data. */
function ownMembers(document: Item | undefined): Item | undefined {
  if (!document) return undefined;
  const { _rid, _self, _etag, _attachments, _ts, _lsn, ...own } = document;
  return own;
}

/** The id, the partition key where the feed tells it, and what the option `key` names. */
function keyOf(change: CosmosChange, { options }: Pick<Call, "options">): Item {
  const { key = [] }: AzureOptions = options;
  const { current, previous, metadata } = change;
  const id = idOf(change);
  return {
    ...(id !== undefined && { id }),
    ...itemIn(metadata.partitionKey),
    ...keyIn(current ?? previous, key),
  };
}

function idOf({ current, previous, metadata }: CosmosChange): unknown {
  return (current ?? previous)?.id ?? metadata.id;
}

/**
 * The id of a change's document. The feed names the partition key of a deletion alone, so that documents of one id wait
 * for each other, whatever their partition keys are.
 */
function laneOf(change: CosmosChange): string | undefined {
  const id = idOf(change);
  return id === undefined ? undefined : `${id}`;
}

/** The container as functions claim it, with its database. */
function containerOf({ context, env }: Invocation): string {
  const { databaseName, containerName } = triggerOf<{
    readonly databaseName?: string;
    readonly containerName?: string;
  }>(context);
  return withSettings(`${databaseName}/${containerName}`, env);
}

function nameIn(container: string): string {
  return container.slice(container.indexOf("/") + 1);
}

/**
 * The change feed of Azure Cosmos DB, in both of its modes, with the changes of one partition in an invocation. The host
 * continues after them whatever the result, unless the function has a retry policy.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-cosmosdb-v2-trigger
 */
export const cosmos: RecordCodec<unknown, CosmosRecord, void, Invocation> = {
  trigger: "cosmos",
  matches: (_, { context }) => isTriggeredBy("cosmosDBTrigger", context),
  records: (native) => (Array.isArray(native) ? native : [native]),
  readings: [
    {
      kind: "change",
      origin: (_, { nativeContext }) => containerOf(nativeContext),
      names: (container) => [nameIn(container)],
      decode: (record, _, call) => new CosmosSource(record, call),
    },
  ],
  lanes(call, concurrency) {
    if (!isByKey(call.options, concurrency)) return () => "partition";
    return (record) => laneOf(changeIn(record, call));
  },
  ...stream,
};
