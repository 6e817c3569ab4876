import { createHash, randomUUID } from "node:crypto";
import type { OutgoingNotification } from "onefn/simulator";
import { ACCOUNT, REGION } from "../account.js";
import { overridden } from "../sqs/record.js";
import { refuseUnknown, type S3Change, sequencerOf } from "./record.js";

/** What EventBridge calls each operation, and what an event says of it. */
export const OCCURRENCES = {
  created: { type: "Object Created", about: { reason: "PutObject" } },
  updated: { type: "Object Tags Added", about: {} },
  deleted: { type: "Object Deleted", about: { reason: "DeleteObject" } },
} as const;

/**
 * S3's event about one object, as a rule of EventBridge passes it on. The key is not encoded. A deleted object has
 * neither size nor etag. The id is the one that handlers see.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that S3 does not have.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function s3BusEvent(
  place: string,
  { operation, key, size, etag, version, native = {} }: OutgoingNotification,
  { bucket, at, sequence, requestId }: S3Change,
) {
  const { type, about } = OCCURRENCES[refuseUnknown(place, operation)];
  const gone = operation === "deleted";
  const id = randomUUID();
  const event = {
    version: "0",
    id,
    "detail-type": type,
    source: "aws.s3",
    account: ACCOUNT,
    time: new Date(at).toISOString(),
    region: REGION,
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: "0" as const,
      bucket: { name: bucket },
      object: {
        key,
        ...(!gone && { size: size ?? 1024, etag: etag ?? createHash("md5").update(key).digest("hex") }),
        ...(version !== undefined && { "version-id": version }),
        sequencer: sequencerOf(sequence),
      },
      "request-id": requestId,
      requester: ACCOUNT,
      "source-ip-address": "203.0.113.7",
      ...about,
      ...(gone && { "deletion-type": deletionOf(version) }),
    },
  };
  return { id, event: overridden(event, native) };
}

/** In a bucket with versions, a deletion only hides the object. */
function deletionOf(version: string | undefined): "Permanently Deleted" | "Delete Marker Created" {
  return version === undefined ? "Permanently Deleted" : "Delete Marker Created";
}
