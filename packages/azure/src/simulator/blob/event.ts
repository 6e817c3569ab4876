import { Buffer } from "node:buffer";
import type { StorageNotification } from "onefn";
import type { OutgoingNotification } from "onefn/simulator";
import { calledWith, type TriggeredEvent } from "../called-event.js";
import { metadataOfOne } from "../rpc-metadata.js";
import { propertiesOf, storeBlob } from "./stored.js";

/** The name of a blob that was written, a notification to send, or one that a handler received. */
export type BlobWords = string | Omit<OutgoingNotification, "operation"> | StorageNotification;

/** The origin of a blob, and its content. */
export interface BlobEventOptions {
  /** The container's name. Default: that of a received notification, or `uploads`. */
  readonly container?: string | undefined;
  /** The blob's content, which the host reads. Default: `content of ` and the blob's name. */
  readonly content?: string | Uint8Array | undefined;
}

/**
 * Builds what the library passes to a function when a blob was written. A portable notification keeps its bucket, key and
 * time. Log lines of the context are dropped.
 *
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-blob-trigger
 * @example
 * const { input, context } = blob("photos/a b.jpg", { container: "uploads" });
 * await adapt(thumbnails)(input, context);
 * @trigger blob
 */
export function blob(words: BlobWords, options: BlobEventOptions = {}): TriggeredEvent {
  const received = typeof words === "object" && "specversion" in words ? words : undefined;
  const { container = received?.bucket ?? "uploads", content } = options;
  const outgoing = typeof words === "string" ? { key: words } : words;
  const { key, size, etag, contentType, version } = outgoing;
  const { native } = received ? {} : (outgoing as OutgoingNotification);
  const now = received?.time === undefined ? Date.now() : Date.parse(received.time);
  const stored = storeBlob(
    { operation: "created", key, size, etag, contentType, version, native },
    { now, sequence: 1 },
  );
  return calledWith(Buffer.from((content ?? stored.content) as string), {
    trigger: { type: "blobTrigger", path: `${container}/{name}` },
    metadata: metadataOfOne(propertiesOf(container, stored)),
  });
}
