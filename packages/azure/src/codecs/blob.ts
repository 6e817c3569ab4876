import { failTogether, OnefnError, type RecordCodec, type StorageSource } from "onefn/provider";
import type { Invocation } from "../native.js";
import { invocationContext } from "./invocation-context.js";
import { isTriggeredBy, timeOf } from "./triggered.js";

/**
 * What the host says of a blob, beside its content. The parts of the name that the trigger's path names are here, too.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-blob-trigger#metadata
 */
export interface BlobRecord {
  /** The container and the blob's name, as they are: `uploads/photos/a b.jpg`. */
  readonly blobTrigger?: unknown;
  /** The blob's URL, percent-encoded. */
  readonly uri?: unknown;
  readonly properties?: BlobProperties | null | undefined;
}

/** @see https://learn.microsoft.com/en-us/dotnet/api/azure.storage.blobs.models.blobproperties */
interface BlobProperties {
  readonly contentLength?: unknown;
  /** In versions of the extension before 5. */
  readonly length?: unknown;
  readonly contentType?: unknown;
  /** With quotation marks. */
  readonly eTag?: unknown;
  readonly lastModified?: unknown;
  readonly versionId?: unknown;
}

class BlobSource implements StorageSource {
  readonly record: BlobRecord;
  readonly notification: BlobRecord;
  readonly id: string;
  readonly operation = "created";
  readonly bucket: string;
  readonly key: string;
  readonly #properties: BlobProperties;

  constructor(record: BlobRecord) {
    const [bucket = "", key = ""] = partsOf(record);
    if (!bucket || !key) {
      throw new OnefnError(
        "ONEFN_MESSAGE_UNDECODABLE",
        "the host names no container or no blob. Check the trigger's path, which may not name a part `blobTrigger`.",
      );
    }
    this.record = record;
    this.notification = record;
    this.bucket = bucket;
    this.key = key;
    this.#properties = record.properties ?? {};
    // Azure gives the invocation for a blob no id. Each content of a blob has its own etag.
    this.id = `${textOf(record.uri) ?? `${bucket}/${key}`}@${this.etag() ?? this.time()?.toISOString() ?? ""}`;
  }

  source(): string {
    const uri = textOf(this.record.uri);
    return uri && URL.canParse(uri) ? `${new URL(uri).origin}/${this.bucket}` : this.bucket;
  }
  type(): string {
    return "com.microsoft.storage.blob.created";
  }
  subject(): string {
    return this.key;
  }
  time(): Date | undefined {
    return timeOf(this.#properties.lastModified);
  }
  size(): number | undefined {
    const { contentLength, length = contentLength } = this.#properties;
    return typeof length === "number" ? length : undefined;
  }
  etag(): string | undefined {
    return textOf(this.#properties.eTag)?.replaceAll('"', "");
  }
  objectType(): string | undefined {
    return textOf(this.#properties.contentType);
  }
  version(): string | undefined {
    return textOf(this.#properties.versionId);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The container and the name of a blob. A name may hold slashes, a container may not. */
function partsOf({ blobTrigger }: BlobRecord): readonly string[] {
  const path = textOf(blobTrigger) ?? "";
  const end = path.indexOf("/");
  return end < 0 ? [path] : [path.slice(0, end), path.slice(end + 1)];
}

/**
 * Blobs of Azure Storage, as `blobTrigger` delivers them: one in each invocation, with its whole content. A failed
 * invocation is repeated up to five times in all.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-blob-trigger
 */
export const blob: RecordCodec<unknown, BlobRecord, void, Invocation> = {
  trigger: "blob",
  matches: (_, { context }) => isTriggeredBy("blobTrigger", context),
  // The content is in context.platform.input.
  records: (_, { nativeContext: { context } }) => [context.triggerMetadata ?? {}],
  readings: [
    {
      kind: "storage",
      origin: (record) => partsOf(record)[0] ?? "",
      decode: (record) => new BlobSource(record),
    },
  ],
  settle: failTogether,
  context: invocationContext,
};
