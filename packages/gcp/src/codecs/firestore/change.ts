import type { ChangeOperation, ChangeSource, NumberFormat } from "onefn/provider";
import type { EventarcReading } from "../eventarc.js";
import { type GoogleEvent, GoogleSource, undecodable } from "../google-event.js";
import { namesOfPath } from "../path-names.js";
import type { Documents } from "./documents.js";
import { documentsInJson } from "./json.js";
import { documentsInProtobuf, loadReader } from "./protobuf.js";

const TYPE =
  /^google\.cloud\.firestore\.document\.v1\.(created|updated|deleted|written)(?:\.withAuthContext)?$/;

const NAME = /^projects\/[^/]+\/databases\/[^/]+\/documents\/(.+)\/([^/]+)$/s;

const OPERATIONS: Readonly<Record<string, ChangeOperation | undefined>> = {
  created: "insert",
  updated: "update",
  deleted: "delete",
};

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
    this.operation = OPERATIONS[TYPE.exec(event.type)?.[1] ?? ""] ?? writtenBy(documents);
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

/** `written` says only that something happened. */
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
  reads: ({ type }) => TYPE.test(type),
  origin: originOf,
  names: collectionNames,
  decode: (event) => new FirestoreSource(event),
  load: ({ type, content }) => (TYPE.test(type) && content instanceof Uint8Array ? loadReader() : undefined),
};

function originOf(event: GoogleEvent): string {
  try {
    return nameOf(event, event.read(documentsOf));
  } catch {
    // Its decoding says what is wrong.
    return nameOf(event, {});
  }
}
