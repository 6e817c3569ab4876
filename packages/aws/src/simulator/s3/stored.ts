import { randomBytes } from "node:crypto";
import type { OutgoingNotification, Sending } from "onefn/simulator";
import { type StoredNotification, storeNotification } from "../sns/notification.js";
import { s3BusEvent } from "./bus-event.js";
import { type S3Change, type S3Notification, s3Notification, s3TestEvent } from "./record.js";

/** Notifications that a bucket sends together. */
export interface StoredNotifications {
  readonly id: string;
  readonly records: readonly S3Notification["record"][];
  /** The body of a queue's message: the records, or S3's test event. */
  readonly body: object;
}

/** Where and when a notification is sent. */
type Sent = Pick<Sending, "to" | "now" | "sequence">;

/**
 * Converts a notification and those sent with it to what the bucket sends. All come from one request, such as
 * DeleteObjects.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that S3 does not have.
 */
export function storeNotifications(
  place: string,
  notification: OutgoingNotification,
  sending: Sent,
): StoredNotifications {
  const change = changeOf(sending);
  const { requestId } = change;
  if (notification.operation === "test") {
    return { id: requestId, records: [], body: s3TestEvent(change) };
  }
  const all = [notification, ...(notification.others ?? [])];
  const notifications = all.map((each) => s3Notification(place, each, change));
  const records = notifications.map(({ record }) => record);
  return { id: notifications[0]?.id ?? requestId, records, body: { Records: records } };
}

/**
 * Converts a notification and those sent with it to the message that the bucket publishes to a topic.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that S3 does not have.
 */
export function storeInTopic(
  place: string,
  notification: OutgoingNotification,
  sending: Sent,
  topic = "notifications",
): { readonly id: string; readonly published: StoredNotification<string> } {
  const { id, body } = storeNotifications(place, notification, sending);
  const subject = "Amazon S3 Notification";
  const message = { body: JSON.stringify(body) };
  return { id, published: storeNotification(place, message, { topic, subject, sentAt: sending.now }) };
}

/**
 * Converts a notification to what the bucket sends to EventBridge: one event for each object.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that S3 does not have.
 */
export function storeBusEvent(place: string, notification: OutgoingNotification, sending: Sent) {
  return s3BusEvent(place, notification, changeOf(sending));
}

function changeOf({ to: bucket, now: at, sequence }: Sent): S3Change {
  return { bucket, at, sequence, requestId: randomBytes(8).toString("hex").toUpperCase() };
}
