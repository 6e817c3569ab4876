import type { StorageNotification } from "onefn";
import type { OutgoingNotification } from "onefn/simulator";
import { queue, type SimulatedBatch } from "../queues/event.js";
import { notificationBody } from "./notification.js";

/** The key of a created object, a notification to send, or one that a handler received. */
export type NotificationWords = string | OutgoingNotification | StorageNotification;

/** The origin of a batch of notifications. */
export interface R2BatchOptions {
  /** The bucket's name. Default: `uploads`. */
  readonly bucket?: string | undefined;
  /** The queue's name. Default: `notifications`. */
  readonly queue?: string | undefined;
}

/**
 * Builds a batch of the queue to which a bucket sends its notifications. A portable notification keeps its id,
 * operation, bucket, key and time.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that R2 does not report.
 * @see https://developers.cloudflare.com/r2/buckets/event-notifications/#message-format
 * @example
 * const batch = r2(["photos/a.jpg", { operation: "deleted", key: "photos/b.jpg" }], { bucket: "uploads" });
 * await worker.queue(batch);
 * batch.result("ok").explicitAcks;
 * @trigger r2
 */
export function r2(
  notifications: readonly NotificationWords[],
  { bucket = "uploads", queue: name = "notifications" }: R2BatchOptions = {},
): SimulatedBatch {
  const messages = notifications.map((words, index) => {
    const received = typeof words === "object" && "specversion" in words ? words : undefined;
    const at = received?.time === undefined ? Date.now() : Date.parse(received.time);
    const body = notificationBody(
      `r2 notification ${index + 1} of ${notifications.length}`,
      typeof words === "string" ? { operation: "created", key: words } : words,
      { bucket: received?.bucket ?? bucket, at },
    );
    return { id: received?.id, timestamp: new Date(at), body };
  });
  return queue(messages, { queue: name });
}
