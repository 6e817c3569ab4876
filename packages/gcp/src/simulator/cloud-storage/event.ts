import { createHash } from "node:crypto";
import { OnefnError, type StorageNotification } from "onefn";
import type { OutgoingNotification } from "onefn/simulator";
import { eventarcEvent, type GoogleCloudEvent } from "../eventarc/cloud-event.js";

const TYPES = {
  created: "finalized",
  deleted: "deleted",
  archived: "archived",
  updated: "metadataUpdated",
} as const;

/** Where and when an object was changed. */
interface Happened {
  readonly bucket: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly id?: string | undefined;
}

/**
 * Eventarc's event for one object.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that Cloud Storage does not have.
 * @see https://cloud.google.com/eventarc/docs/cloudevents#cloud-storage
 */
export function storageEvent(
  place: string,
  { operation, key, size, etag, contentType, version, native = {} }: OutgoingNotification,
  { bucket, at, id }: Happened,
): GoogleCloudEvent {
  if (operation === "test" || !Object.hasOwn(TYPES, operation))
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/gcp] ${place}: Cloud Storage sends no event for the operation "${operation}". Send another operation.`,
    );
  const time = new Date(at).toISOString();
  const generation = version ?? `${at}000`;
  const url = `https://www.googleapis.com/storage/v1/b/${bucket}/o/${encodeURIComponent(key)}`;
  return eventarcEvent({
    id,
    at,
    type: `google.cloud.storage.object.v1.${TYPES[operation]}`,
    source: `//storage.googleapis.com/projects/_/buckets/${bucket}`,
    subject: `objects/${key}`,
    datacontenttype: "application/json",
    bucket,
    data: {
      kind: "storage#object",
      id: `${bucket}/${key}/${generation}`,
      selfLink: url,
      name: key,
      bucket,
      generation,
      metageneration: "1",
      contentType: contentType ?? "application/octet-stream",
      timeCreated: time,
      updated: time,
      storageClass: "STANDARD",
      size: String(size ?? 1024),
      md5Hash: createHash("md5").update(key).digest("base64"),
      etag: etag ?? "CNHZkbuF/ugCEAE=",
      ...native,
    },
  });
}

/** The key of a created object, a notification to send, or one that a handler received. */
export type ObjectWords = string | OutgoingNotification | StorageNotification;

/** The origin of an event. */
export interface GcsEventOptions {
  /** The bucket's name. Default: `uploads`. */
  readonly bucket?: string;
}

/**
 * Builds the CloudEvent that Eventarc sends for an object of Cloud Storage. A portable notification keeps its id,
 * operation, bucket, key and time.
 *
 * @see https://cloud.google.com/eventarc/docs/cloudevents#cloud-storage
 * @example
 * await handler(gcs({ operation: "archived", key: "photos/a.jpg" }, { bucket: "uploads" }));
 * @trigger cloud-storage
 */
export function gcs(words: ObjectWords, { bucket = "uploads" }: GcsEventOptions = {}): GoogleCloudEvent {
  if (typeof words === "string") return gcs({ operation: "created", key: words }, { bucket });
  if (!("specversion" in words)) return storageEvent("gcs", words, { bucket, at: Date.now() });
  const { id, time, bucket: own } = words;
  return storageEvent("gcs", words, {
    bucket: own,
    id,
    at: time === undefined ? Date.now() : Date.parse(time),
  });
}
