import { OnefnError } from "../errors.js";
import type { StorageOperation, StorageSource } from "../kinds/storage.js";
import { envelopeOf, GridEvent, type GridRecord } from "./grid-event.js";

/**
 * The events of an object in a container, or of a directory of Data Lake Storage.
 * @see https://learn.microsoft.com/en-us/azure/event-grid/event-schema-blob-storage
 */
const OPERATIONS: ReadonlyMap<string, StorageOperation> = /* @__PURE__ */ new Map<string, StorageOperation>([
  ["BlobCreated", "created"],
  ["BlobDeleted", "deleted"],
  ["BlobTierChanged", "updated"],
  ["DirectoryCreated", "created"],
  ["DirectoryDeleted", "deleted"],
]);

const RENAMED = ["BlobRenamed", "DirectoryRenamed"];
const PREFIX = "Microsoft.Storage.";

/** Whether an event is of an object. Those of a policy that has run, for example, are not. */
export function isBlobEvent(record: unknown): boolean {
  const name = nameOf(record);
  return OPERATIONS.has(name) || RENAMED.includes(name);
}

/** The event's type without `Microsoft.Storage.`; empty if it is another one. */
function nameOf(record: unknown): string {
  const type = envelopeOf(record)?.type ?? "";
  return type.startsWith(PREFIX) ? type.slice(PREFIX.length) : "";
}

/** The container and the blob in a subject. */
const SUBJECT = /^\/?blobServices\/default\/containers\/([^/]+)(?:\/blobs\/(.*))?/s;

/** The container of an event, or an empty text. */
export function containerOf(record: unknown): string {
  const { subject, data } = membersOf(record);
  return SUBJECT.exec(`${subject}`)?.[1] ?? pathOf(membersOf(data).url)[0] ?? "";
}

function membersOf(value: unknown): GridRecord {
  return Object(value) as GridRecord;
}

class BlobEventSource extends GridEvent implements StorageSource {
  readonly notification: unknown;
  readonly operation: StorageOperation;
  readonly bucket: string;
  readonly key: string;
  readonly #data: GridRecord;

  constructor(record: unknown, operation: StorageOperation, url: string, part?: string) {
    super(record, part);
    const data = membersOf(this.record.data);
    this.notification = this.record;
    this.operation = operation;
    this.bucket = containerOf(record);
    // The subject of a blob that was renamed names the new one.
    const key = keyOf(url === "sourceUrl" ? undefined : this.subject(), data[url], this.bucket);
    if (!this.bucket || !key) {
      throw new OnefnError(
        "ONEFN_MESSAGE_UNDECODABLE",
        "the event names no container or no blob, neither in its subject nor in its URL. Check what publishes it.",
      );
    }
    // The slash tells a directory from a blob.
    this.key = nameOf(record).startsWith("Directory") ? `${key.replace(/\/$/, "")}/` : key;
    this.#data = data;
  }

  size(): number | undefined {
    const { contentLength } = this.#data;
    return this.operation === "deleted" || typeof contentLength !== "number" ? undefined : contentLength;
  }
  etag(): string | undefined {
    const { eTag } = this.#data;
    return typeof eTag === "string" && eTag !== "" ? eTag.replaceAll('"', "") : undefined;
  }
  objectType(): string | undefined {
    const { contentType } = this.#data;
    return typeof contentType === "string" && contentType !== "" ? contentType : undefined;
  }
  version(): undefined {
    return undefined;
  }
  override extensions(): Readonly<Record<string, unknown>> {
    const { sequencer } = this.#data;
    return { ...super.extensions(), ...(sequencer !== undefined && { sequence: sequencer }) };
  }
}

/** The notifications in an event: a blob that was renamed is gone where it was, and there where it is now. */
export function blobEvents(record: unknown): readonly StorageSource[] {
  const operation = OPERATIONS.get(nameOf(record));
  return operation
    ? [new BlobEventSource(record, operation, "url")]
    : [
        new BlobEventSource(record, "deleted", "sourceUrl", ":source"),
        new BlobEventSource(record, "created", "destinationUrl", ":destination"),
      ];
}

/**
 * The blob's name. The subject has it as it is, but breaks characters beyond the first plane of Unicode. The URL has it
 * percent-encoded, except that some senders leave it as it is: then it is the subject's.
 */
function keyOf(subject: string | undefined, url: unknown, container: string): string {
  const told = SUBJECT.exec(subject ?? "")?.[2] ?? "";
  const path = pathOf(url);
  const encoded = path.includes(container) ? path.slice(path.indexOf(container) + 1).join("/") : "";
  if (encoded === "" || encoded === told) return told;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return told || encoded;
  }
}

/** The segments of a URL's path, as they are: a URL object would resolve dots, and cut a name at `#`. */
function pathOf(url: unknown): readonly string[] {
  const path = /^[a-z]+:\/\/[^/]+\/(.*)$/s.exec(`${url}`)?.[1];
  return path === undefined ? [] : path.split("/");
}
