import type { Buffer } from "node:buffer";
import type { Change } from "onefn";
import { OnefnError } from "onefn";
import type { OutgoingChange } from "onefn/simulator";
import { eventarcEvent, type GoogleCloudEvent } from "../eventarc/cloud-event.js";
import { type StoredData, type StoredDocument, toProtobuf } from "./protobuf.js";
import { storeFields } from "./values.js";

const DATABASE = "projects/simulated/databases/(default)";

const TYPES = { insert: "created", update: "updated", delete: "deleted" } as const;

/** How a trigger was created. */
export interface FirestoreFormat {
  /** The event data content type of the trigger. Default: `"protobuf"`, which is all that Firestore sends today. */
  readonly format?: "json" | "protobuf";
  /** Whether the trigger is for `written`, which has all three operations. Default: false. */
  readonly written?: boolean;
  /** Who made the change, for triggers whose type ends in `.withAuthContext`. Default: it is not told. */
  readonly auth?: { readonly type: string; readonly id?: string };
}

/** Where and when a change happened. */
interface Happened {
  readonly collection: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly id?: string | undefined;
}

/**
 * Eventarc's event for the change of a document.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation, a key or a value that Firestore does not have.
 * @see https://cloud.google.com/eventarc/docs/cloudevents#firestore
 */
export function firestoreEvent(
  place: string,
  { operation, key, before, after, native = {} }: OutgoingChange,
  { collection, at, id }: Happened,
  { format = "protobuf", written = false, auth }: FirestoreFormat = {},
): GoogleCloudEvent<Buffer | StoredData> {
  const { id: document, ...others } = key;
  if (document === undefined || Object.keys(others).length > 0)
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/gcp] ${place}: the key of a document is its id alone. Send it as { id }.`,
    );
  if (!Object.hasOwn(TYPES, operation))
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/gcp] ${place}: Firestore sends no event for the operation "${operation}". Send insert, update or delete.`,
    );
  const path = `${collection}/${document}`;
  const stored = (item: OutgoingChange["before"]): StoredDocument | undefined =>
    item && {
      name: `${DATABASE}/documents/${path}`,
      fields: storeFields(place, item),
      createTime: "2026-01-01T00:00:00.123456Z",
      updateTime: new Date(at).toISOString(),
    };
  const data = JSON.parse(
    JSON.stringify({
      value: stored(after),
      oldValue: stored(before),
      ...(operation === "update" && { updateMask: { fieldPaths: Object.keys({ ...before, ...after }) } }),
      ...native,
    }),
  );
  const type = written ? "written" : TYPES[operation];
  return eventarcEvent<Buffer | StoredData>({
    id,
    at,
    type: `google.cloud.firestore.document.v1.${type}${auth ? ".withAuthContext" : ""}`,
    source: `//firestore.googleapis.com/${DATABASE}`,
    subject: `documents/${path}`,
    datacontenttype: `application/${format}`,
    dataschema:
      "https://github.com/googleapis/google-cloudevents/blob/main/proto/google/events/cloud/firestore/v1/data.proto",
    location: "europe-west1",
    project: "simulated",
    database: "(default)",
    namespace: "(default)",
    document: path,
    ...(auth && { authtype: auth.type, ...(auth.id !== undefined && { authid: auth.id }) }),
    data: format === "json" ? data : toProtobuf(data),
  });
}

/** A change to make, or one that a handler of any provider received. */
export type DocumentWords = OutgoingChange | Change;

/** Where an event's document is, and how the event is written. */
export interface FirestoreEventOptions extends FirestoreFormat {
  /** The path of the collection. Default: `orders`. */
  readonly collection?: string;
  /** The id of the document. Default: the member `id` of the item, else `1`. */
  readonly id?: string;
}

type Item = Readonly<Record<string, unknown>>;

function build(words: DocumentWords, { collection, ...format }: FirestoreEventOptions = {}) {
  const isChange = "specversion" in words;
  const { operation, key, before, after } = words;
  const outgoing = {
    operation: operation === "upsert" ? "update" : operation,
    key: { id: format.id ?? String(Object.values(key)[0]) },
    before,
    after,
  } as OutgoingChange;
  const at = isChange && words.time !== undefined ? Date.parse(words.time) : Date.now();
  const table = collection ?? (isChange ? words.table : "orders");
  return firestoreEvent(
    "firestore",
    outgoing,
    { collection: table, at, id: isChange ? words.id : undefined },
    format,
  );
}

function ofItem(
  operation: OutgoingChange["operation"],
  before: Item | undefined,
  after: Item | undefined,
  options: FirestoreEventOptions,
) {
  const id = String((after ?? before)?.id ?? "1");
  return build({ operation, key: { id }, before, after }, options);
}

/**
 * Builds the CloudEvent that Eventarc sends for the change of a document: in protobuf, or as JSON. A portable change keeps
 * its id, time, table, key and items.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation, a key or a value that Firestore does not have.
 * @see https://cloud.google.com/eventarc/docs/cloudevents#firestore
 * @example
 * await handler(firestore.update({ id: "1", total: 3 }, { id: "1", total: 4 }, { collection: "orders" }));
 * @trigger firestore firestore-json
 */
export const firestore = /* @__PURE__ */ Object.assign(build, {
  /** Builds the event of a new document. */
  create: (after: Item, options: FirestoreEventOptions = {}) => ofItem("insert", undefined, after, options),
  /** Builds the event of a changed document. */
  update: (before: Item, after: Item, options: FirestoreEventOptions = {}) =>
    ofItem("update", before, after, options),
  /** Builds the event of a deleted document. */
  delete: (before: Item, options: FirestoreEventOptions = {}) => ofItem("delete", before, undefined, options),
});
