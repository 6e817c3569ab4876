import type { ChangeOperation, ChangeSource, NumberFormat } from "onefn/provider";
import type { EventarcReading } from "../eventarc.js";
import { type GoogleEvent, GoogleSource, undecodable } from "../google-event.js";
import { namesOfPath } from "../path-names.js";
import type { Documents } from "./documents.js";
import { documentsInJson } from "./json.js";
import { documentsInProtobuf, loadReader } from "./protobuf.js";

const NAME = /^projects\/[^/]+\/databases\/[^/]+\/documents\/(.+)\/([^/]+)$/s;

/** What an event's type says of the document; `written` does not tell. */
const OPERATIONS: ReadonlyMap<string, ChangeOperation | "written"> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.entries({
    created: "insert",
    updated: "update",
    deleted: "delete",
    written: "written",
  } as const).flatMap(([end, operation]) => {
    const type = `google.cloud.firestore.document.v1.${end}`;
    return [
      [type, operation],
      [`${type}.withAuthContext`, operation],
    ] as const;
  }),
);

/** The change of one document. */
class FirestoreSource extends GoogleSource implements ChangeSource {
  readonly operation: ChangeOperation;
  readonly #documents: Documents;
  readonly #path: { readonly table: string; readonly id: string };

  constructor(event: GoogleEvent) {
    super(event);
    const documents = event.read(documentsOf);
    const path = pathOf(nameOf(event, documents));
    if (!path) throw undecodable("the event names no document");
    this.#documents = documents;
    this.#path = path;
    const operation = OPERATIONS.get(event.type) ?? "written";
    this.operation = operation === "written" ? writtenBy(documents) : operation;
  }

  /** The collection's path. */
  table(): string {
    return this.#path.table;
  }
  key(): { readonly id: string } {
    return { id: this.#path.id };
  }
  before(numbers: NumberFormat): unknown {
    return this.#documents.before?.fields(numbers);
  }
  after(numbers: NumberFormat): unknown {
    return this.#documents.after?.fields(numbers);
  }
}

function documentsOf({ content }: GoogleEvent): Documents {
  return content instanceof Uint8Array ? documentsInProtobuf(content) : documentsInJson(content);
}

function writtenBy({ before, after }: Documents): ChangeOperation {
  if (!after) return "delete";
  return before ? "update" : "insert";
}

/**
 * The document's name. The attributes also have its path, but as headers, in which senders encode what they like: they
 * are read only where the data names no document.
 */
function nameOf({ event }: GoogleEvent, { before, after }: Documents): string {
  const document = after ?? before;
  if (document) return document.name;
  const database = /projects\/[^/]+\/databases\/[^/]+$/.exec(event.source())?.[0];
  return `${database}/${event.subject()}`;
}

function pathOf(name: string): { readonly table: string; readonly id: string } | undefined {
  const [, table, id] = NAME.exec(name) ?? [];
  return table && id ? { table, id } : undefined;
}

/** Every second segment of a collection's path is the id of a document. */
function collectionNames(name: string): readonly string[] {
  return namesOfPath(pathOf(name)?.table ?? "", (index) => index % 2 === 1);
}

/**
 * Documents of Firestore, as JSON or as protobuf.
 * @see https://cloud.google.com/eventarc/docs/cloudevents#firestore
 */
export const firestore: EventarcReading = {
  kind: "change",
  reads: ({ type }) => OPERATIONS.has(type),
  origin: originOf,
  names: collectionNames,
  decode: (event) => new FirestoreSource(event),
  load: ({ type, content }) =>
    OPERATIONS.has(type) && content instanceof Uint8Array ? loadReader() : undefined,
};

function originOf(event: GoogleEvent): string {
  try {
    return nameOf(event, event.read(documentsOf));
  } catch {
    // Its decoding says what is wrong.
    return nameOf(event, {});
  }
}
