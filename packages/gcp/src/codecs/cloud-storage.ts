import type { StorageOperation, StorageSource } from "onefn/provider";
import type { EventarcReading } from "./eventarc.js";
import { type GoogleEvent, GoogleSource, undecodable } from "./google-event.js";

/**
 * The metadata of an object, as far as onefn reads it.
 * @see https://cloud.google.com/storage/docs/json_api/v1/objects#resource
 */
interface ObjectMetadata {
  readonly bucket?: unknown;
  /** Not encoded. */
  readonly name?: unknown;
  /** Digits: JSON has no 64-bit integers. */
  readonly size?: string | number;
  readonly generation?: string | number;
  readonly etag?: string;
  readonly contentType?: string;
}

const TYPE = /^google\.cloud\.storage\.object\.v1\.(finalized|deleted|archived|metadataUpdated)$/;

/** `archived` means that a version is no longer the live one: it was deleted, or overwritten. */
const OPERATIONS: Readonly<Record<string, StorageOperation>> = {
  finalized: "created",
  deleted: "deleted",
  archived: "archived",
  metadataUpdated: "updated",
};

/** The notification about one object. */
class CloudStorageSource extends GoogleSource implements StorageSource {
  readonly notification: unknown;
  readonly operation: StorageOperation;
  readonly bucket: string;
  readonly key: string;
  readonly #object: ObjectMetadata;

  constructor(event: GoogleEvent) {
    super(event);
    const object = Object(event.data) as ObjectMetadata;
    const { bucket, name } = object;
    if (typeof bucket !== "string" || typeof name !== "string" || !bucket || !name)
      throw undecodable("the notification has no bucket or no object name");
    this.notification = event.data;
    this.operation = OPERATIONS[TYPE.exec(event.type)?.[1] ?? ""] as StorageOperation;
    this.bucket = bucket;
    this.key = name;
    this.#object = object;
  }

  size(): number | undefined {
    const { size } = this.#object;
    return this.operation === "deleted" || size === undefined ? undefined : Number(size);
  }
  etag(): string | undefined {
    return this.#object.etag;
  }
  objectType(): string | undefined {
    return this.#object.contentType;
  }
  /** Every object has a generation, whether or not its bucket keeps versions. */
  version(): string | undefined {
    const { generation } = this.#object;
    return generation === undefined ? undefined : String(generation);
  }
}

/**
 * Objects of Cloud Storage.
 * @see https://cloud.google.com/eventarc/docs/cloudevents#cloud-storage
 */
export const cloudStorage: EventarcReading = {
  kind: "storage",
  reads: ({ type }) => TYPE.test(type),
  origin: bucketOf,
  decode: (event) => new CloudStorageSource(event),
};

/** The bucket, by its source: `//storage.googleapis.com/projects/_/buckets/B`. */
function bucketOf({ event }: GoogleEvent): string {
  const source = event.source();
  return source.slice(source.lastIndexOf("/") + 1);
}
