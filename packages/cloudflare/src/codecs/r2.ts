import { OnefnError, type Reading, type StorageOperation, type StorageSource } from "onefn/provider";
import type { Invocation, MessageBatch, QueueMessage, R2Notification } from "../native.js";

/**
 * What an action did to its object. Nothing else is reported: an object's metadata changes only with its content.
 * @see https://developers.cloudflare.com/r2/buckets/event-notifications/#event-types
 */
const OPERATIONS: ReadonlyMap<unknown, StorageOperation> = new Map([
  ["PutObject", "created"],
  ["CopyObject", "created"],
  ["CompleteMultipartUpload", "created"],
  ["DeleteObject", "deleted"],
  ["LifecycleDeletion", "deleted"],
]);

/** The notification in a message, which R2 sends as JSON. */
class R2Source implements StorageSource {
  readonly record: QueueMessage;
  readonly notification: R2Notification;
  readonly operation: StorageOperation;
  readonly bucket: string;
  readonly key: string;

  constructor(record: QueueMessage) {
    const notification = record.body as R2Notification;
    const { action, bucket, object } = notification;
    const operation = OPERATIONS.get(action);
    if (!operation) throw undecodable("the notification's action is unknown");
    const key: unknown = object?.key;
    if (typeof key !== "string" || key === "") throw undecodable("the notification has no object key");
    this.record = record;
    this.notification = notification;
    this.operation = operation;
    this.bucket = bucket;
    this.key = key;
  }

  /** The queue's id of the message, because the notification has none. */
  get id(): string {
    return this.record.id;
  }
  source(): string {
    return `//${this.notification.account}.r2.cloudflarestorage.com/${this.bucket}`;
  }
  type(): string {
    return `com.cloudflare.r2.${this.notification.action}`;
  }
  subject(): string {
    return this.key;
  }
  time(): Date | undefined {
    const time = new Date(this.notification.eventTime ?? "");
    return Number.isNaN(time.getTime()) ? undefined : time;
  }
  size(): number | undefined {
    const size: unknown = this.notification.object?.size;
    return this.operation === "deleted" || typeof size !== "number" ? undefined : size;
  }
  etag(): string | undefined {
    const etag: unknown = this.notification.object?.eTag;
    return typeof etag === "string" ? etag.replaceAll('"', "") : undefined;
  }
  version(): undefined {
    return undefined;
  }
}

function undecodable(cause: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_UNDECODABLE", `${cause}. Check what sends to the queue.`);
}

/** Whether a message has what R2's notifications always have. */
function isNotification({ body }: QueueMessage): boolean {
  const { account, action, bucket, object } = Object(body) as Partial<R2Notification>;
  return [account, action, bucket].every((each) => typeof each === "string") && Object(object) === object;
}

/** A message as what a bucket sent to the queue. */
export const r2Notification: Reading<QueueMessage, MessageBatch, Invocation> = {
  kind: "storage",
  reads: isNotification,
  origin: (message, { native: { queue } }) =>
    isNotification(message)
      ? (message.body as R2Notification).bucket
      : `${queue}, in a message that is not an R2 notification`,
  decode: (message) => new R2Source(message),
};
