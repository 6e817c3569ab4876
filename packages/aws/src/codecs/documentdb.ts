import type { Call, ChangeOperation, ChangeSource, NumberFormat, RecordCodec } from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { type ExtendedDocument, readDocument } from "./extended-json.js";
import { settleTogether } from "./settle-together.js";
import { arrivalOf } from "./shard.js";
import { undecodable } from "./undecodable.js";

/**
 * Changes of a cluster's change stream.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html
 */
export interface DocumentdbEvent {
  readonly eventSource: string;
  readonly eventSourceArn?: string | undefined;
  readonly events: readonly ({ readonly event?: DocumentdbChange | undefined } | null)[];
}

/**
 * The change of one document, in Extended JSON.
 * @see https://docs.aws.amazon.com/documentdb/latest/developerguide/change_streams.html
 */
export interface DocumentdbChange {
  readonly _id?: { readonly _data?: string | undefined } | undefined;
  readonly clusterTime?: { readonly $timestamp?: { readonly t: number; readonly i: number } } | undefined;
  /** Absent if the change is of the whole cluster. */
  readonly ns?: { readonly db?: string | undefined; readonly coll?: string | undefined } | undefined;
  readonly operationType?: string | undefined;
  readonly documentKey?: ExtendedDocument | undefined;
  /** Of an update only with `FullDocument: UpdateLookup`; null if the document is gone by now. */
  readonly fullDocument?: ExtendedDocument | null | undefined;
  readonly updateDescription?: object | undefined;
}

const OPERATIONS: ReadonlyMap<unknown, ChangeOperation> = /* @__PURE__ */ new Map<unknown, ChangeOperation>([
  ["insert", "insert"],
  ["update", "update"],
  ["replace", "update"],
  ["delete", "delete"],
]);

class DocumentdbSource implements ChangeSource {
  readonly record: DocumentdbChange;
  readonly cluster: string;
  readonly id: string;
  readonly operation: ChangeOperation;
  readonly documentKey: ExtendedDocument;

  constructor(change: DocumentdbChange | null, cluster: string) {
    const { _id, operationType, documentKey } = change ?? {};
    const operation = OPERATIONS.get(operationType);
    if (!change || !_id?._data || !operation || !documentKey) {
      throw undecodable("the change has no id, no key or no known operation");
    }
    this.record = change;
    this.cluster = cluster;
    this.id = _id._data;
    this.operation = operation;
    this.documentKey = documentKey;
  }

  source(): string {
    return this.cluster;
  }
  type(): string {
    return `com.amazonaws.documentdb.${this.operation}`;
  }
  time(): Date | undefined {
    return arrivalOf(this.record.clusterTime?.$timestamp?.t);
  }
  table(): string {
    return this.record.ns?.coll ?? "";
  }
  key(numbers: NumberFormat): Record<string, unknown> {
    return readDocument(this.documentKey, numbers);
  }
  /** Lambda's change streams do not have the document before a change. */
  before(): undefined {
    return undefined;
  }
  after(numbers: NumberFormat): unknown {
    const { fullDocument } = this.record;
    return fullDocument ? readDocument(fullDocument, numbers) : undefined;
  }
  extensions(): Readonly<Record<string, unknown>> {
    return { database: this.record.ns?.db };
  }
}

/** The types of changes that concern whole collections and databases. */
const WITHOUT_DOCUMENT: readonly unknown[] = ["drop", "dropDatabase", "rename", "invalidate"];

/** Whether a change is of a document. Others are acknowledged here: they have no key, and belong to no function. */
function isOfDocument(change: DocumentdbChange | null, call: Pick<Call, "log">): boolean {
  const type = change?.operationType;
  if (!WITHOUT_DOCUMENT.includes(type)) return true;
  call.log(
    "info",
    `[onefn/aws] documentdb: a change of type ${type} is acknowledged, because it concerns no document.`,
  );
  return false;
}

/**
 * Amazon DocumentDB.
 * @see https://docs.aws.amazon.com/documentdb/latest/developerguide/using-lambda.html
 */
export const documentdb: RecordCodec<DocumentdbEvent, DocumentdbChange | null, null, LambdaContext> = {
  trigger: "documentdb",
  matches(native) {
    const { eventSource, events } = asRecord(native);
    return eventSource === "aws:docdb" && Array.isArray(events);
  },
  records: ({ events }, call) =>
    events.map((each) => each?.event ?? null).filter((change) => isOfDocument(change, call)),
  readings: [
    {
      kind: "change",
      origin: (change) => `${change?.ns?.db}.${change?.ns?.coll}`,
      // The name of a database has no dot; that of a collection may.
      names: (origin) => [origin.slice(origin.indexOf(".") + 1)],
      decode: (change, _, { native }) => new DocumentdbSource(change, native.eventSourceArn ?? ""),
    },
  ],
  lanes: (_, concurrency) => (concurrency > 1 ? documentOf : undefined),
  settle: settleTogether,
};

function documentOf(change: DocumentdbChange | null): string | undefined {
  return change?.documentKey && JSON.stringify([change.ns, change.documentKey]);
}
