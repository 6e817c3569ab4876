import type { OutgoingChange } from "onefn/simulator";
import { asJson } from "../as-json.js";
import { type ChangeWords, outgoingChange } from "../change-words.js";
import { documentdbEvent, storeDocumentChange } from "./change.js";

/** The origin of an event's changes. */
export interface DocumentdbEventOptions {
  /** The collection's name. Default: `orders`. */
  readonly collection?: string;
  /** The database's name. Default: `shop`. */
  readonly database?: string;
}

/** Options of an event with one change. */
interface DocumentOptions extends DocumentdbEventOptions {
  /** The names of the key's members. Default: `_id`. */
  readonly key?: readonly string[];
}

type Document = Readonly<Record<string, unknown>>;

function build(
  changes: readonly ChangeWords[],
  { collection = "orders", database = "shop" }: DocumentdbEventOptions = {},
) {
  const now = Date.now();
  const events = changes.map((words, index) => {
    const at = "time" in words && words.time !== undefined ? Date.parse(words.time) : now;
    const place = `documentdb change ${index + 1} of ${changes.length}`;
    const { id, event } = storeDocumentChange(place, outgoingChange(words), {
      collection,
      database,
      at,
      sequence: index + 1,
    });
    return { ...event, _id: { _data: "specversion" in words ? words.id : id } };
  });
  return asJson(documentdbEvent(events));
}

function ofDocument(
  operation: OutgoingChange["operation"],
  document: Document,
  { key = ["_id"], ...options }: DocumentOptions,
) {
  const members = Object.fromEntries(key.map((name) => [name, document[name]]));
  const after = operation === "delete" ? undefined : document;
  return build([{ operation, key: members as OutgoingChange["key"], after }], options);
}

/**
 * Builds the event of a cluster's change stream. A portable change keeps its id, time, key and the document after it:
 * the stream does not have the one before.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for a value that DocumentDB does not have.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html
 * @example
 * const event = documentdb([{ operation: "insert", key: { _id: "1" }, after: { total: 3 } }], { collection: "orders" });
 * const other = documentdb.update({ _id: "1", total: 4 });
 * @trigger documentdb
 */
export const documentdb = /* @__PURE__ */ Object.assign(build, {
  /** Builds the event of a new document. */
  insert: (after: Document, options: DocumentOptions = {}) => ofDocument("insert", after, options),
  /** Builds the event of a changed document, as with `FullDocument: UpdateLookup`. */
  update: (after: Document, options: DocumentOptions = {}) => ofDocument("update", after, options),
  /** Builds the event of a deleted document, which has only its key. */
  delete: (before: Document, options: DocumentOptions = {}) => ofDocument("delete", before, options),
});
