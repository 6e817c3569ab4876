import type { RecordCodec, StorageOperation } from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { digestOf } from "./digest.js";
import { decodeKey } from "./s3-key.js";
import { type S3Object, S3ObjectSource } from "./s3-object.js";
import { settleTogether } from "./settle-together.js";
import { timeIn } from "./time.js";
import { undecodable } from "./undecodable.js";

/**
 * Notifications of a bucket, as S3 sends them to Lambda, queues and topics.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export interface S3Event {
  readonly Records: readonly S3Record[];
}

/** What happened to one object. */
export interface S3Record {
  readonly eventSource?: string | undefined;
  readonly eventName?: string | undefined;
  readonly eventTime?: string | undefined;
  readonly awsRegion?: string | undefined;
  readonly responseElements?: Readonly<Record<string, string | undefined>> | undefined;
  readonly s3?:
    | { readonly bucket?: S3Bucket | undefined; readonly object?: KeyedObject | undefined }
    | undefined;
}

interface S3Bucket {
  readonly name?: string | undefined;
}

interface KeyedObject extends S3Object {
  /** Form-encoded. */
  readonly key?: string | undefined;
}

/** One notification of S3's own form, received directly or in the message of a queue or a topic. */
export class S3Source extends S3ObjectSource<S3Record> {
  constructor(notification: S3Record | null, record: object | null) {
    const { eventName, s3 } = notification ?? {};
    const { bucket, object } = s3 ?? {};
    const name = bucket?.name;
    if (!notification || !record || !eventName || !name || !object?.key) {
      throw undecodable("the notification has no event name, no bucket or no object key");
    }
    super({
      notification,
      record,
      operation: operationOf(eventName),
      bucket: name,
      key: decodeKey(object.key),
      object,
    });
  }

  // Made when it is read: it takes longer than the rest of a notification.
  get id(): string {
    return idOf(this.notification);
  }
  source(): string {
    return `aws:s3.${this.notification.awsRegion}.${this.bucket}`;
  }
  type(): string {
    return `com.amazonaws.s3.${bareName(this.notification.eventName ?? "")}`;
  }
  time(): Date | undefined {
    return timeIn(this.notification.eventTime);
  }
}

/** Some test tools prefix the name with `s3:`, as configurations do. */
function bareName(eventName: string): string {
  return eventName.startsWith("s3:") ? eventName.slice(3) : eventName;
}

/**
 * Any event other than a creation or a removal (a restore, a transition, replication, tags, access) is an update.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
function operationOf(eventName: string): StorageOperation {
  const name = bareName(eventName);
  if (name.startsWith("ObjectCreated:")) return "created";
  return REMOVALS.test(name) ? "deleted" : "updated";
}

const REMOVALS = /^(?:ObjectRemoved:|LifecycleExpiration:|ReducedRedundancyLostObject)/;

/**
 * The id that CloudEvents defines for S3 events, with additions that distinguish the objects of one request:
 * DeleteObjects causes an event for each object, all with the same request id. The sequencer is not unique either: it
 * only orders the events of one key.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/adapters/aws-s3.md
 */
function idOf({ responseElements, eventTime, s3: { object } = {} }: S3Record): string {
  const { key = "", versionId = "", sequencer } = object ?? {};
  const { "x-amz-request-id": request = eventTime, "x-amz-id-2": host } = responseElements ?? {};
  return [request, host, sequencer, digestOf(`${key} ${versionId}`)].filter(Boolean).join(".");
}

/** Whether a record comes from S3. */
export function isS3Record(record: unknown): boolean {
  return asRecord(record).eventSource === "aws:s3";
}

/** The bucket that a record names, or an empty string. */
export function bucketOf(record: S3Record | null | undefined): string {
  return String(record?.s3?.bucket?.name ?? "");
}

/**
 * Amazon S3, invoking the function directly.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
 */
export const s3: RecordCodec<S3Event, S3Record | null, null, LambdaContext> = {
  trigger: "s3",
  matches(native) {
    const { Records } = asRecord(native);
    return Array.isArray(Records) && isS3Record(Records[0]);
  },
  records: ({ Records }) => Records,
  readings: [{ kind: "storage", origin: bucketOf, decode: (record) => new S3Source(record, record) }],
  settle: settleTogether,
};
