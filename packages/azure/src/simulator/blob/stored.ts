import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import type { OutgoingNotification } from "onefn/simulator";
import type { Properties } from "../rpc-metadata.js";

/** A blob as its container keeps it. */
export interface StoredBlob {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly contentType: string;
  readonly version: string | undefined;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly content: Uint8Array;
  readonly native: Readonly<Record<string, unknown>>;
}

/** When a blob was written, and the number of its writing in the container. */
export interface Written {
  readonly now: number;
  readonly sequence: number;
}

/** What a container keeps of a written blob. The content does not have the size that the blob has. */
export function storeBlob(
  { key, size = 1024, etag, contentType, version, native = {} }: OutgoingNotification,
  { now, sequence }: Written,
): StoredBlob {
  const digest = createHash("sha256").update(`${key} ${now} ${sequence}`).digest("hex");
  return {
    key,
    size,
    etag: etag ?? `0x${digest.slice(0, 15).toUpperCase()}`,
    contentType: contentType ?? "application/octet-stream",
    version,
    modifiedAt: Math.floor(now / 1000) * 1000,
    content: Buffer.from(`content of ${key}`),
    native,
  };
}

/** The blob's URL. A slash in a name is not encoded. */
export function urlOf(container: string, key: string): string {
  const path = key
    .split("/")
    .map((part) =>
      encodeURIComponent(part).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    );
  return `https://simulated.blob.core.windows.net/${container}/${path.join("/")}`;
}

/** The id as handlers see it. */
export function idOf(container: string, { key, etag }: StoredBlob): string {
  return `${urlOf(container, key)}@${etag}`;
}

/**
 * What the extension says of a blob, by the names of .NET.
 * @see https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/storage/Microsoft.Azure.WebJobs.Extensions.Storage.Blobs/src/Triggers/BlobTriggerBinding.cs
 */
export function propertiesOf(container: string, blob: StoredBlob): Properties {
  const { key, size, etag, contentType, version, modifiedAt, native } = blob;
  return {
    texts: { BlobTrigger: `${container}/${key}`, name: key },
    numbers: {},
    values: {
      Uri: urlOf(container, key),
      Properties: {
        LastModified: new Date(modifiedAt).toISOString().replace(".000Z", "+00:00"),
        ETag: `"${etag}"`,
        ContentLength: size,
        ContentType: contentType,
        BlobType: 0,
        ...(version !== undefined && { VersionId: version, IsLatestVersion: true }),
      },
      Metadata: {},
      ...native,
    },
  };
}
