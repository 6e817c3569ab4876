import type { OutgoingNotification } from "onefn/simulator";
import { asJson } from "../as-json.js";
import type { SnsEvent } from "../sns/event.js";
import { snsEnvelope, snsRecord } from "../sns/notification.js";
import { sqs } from "../sqs/event.js";
import type { NotificationWords, S3BusEvent, S3Event } from "./event-types.js";
import { storeBusEvent, storeInTopic, storeNotifications } from "./stored.js";

/** The origin of an event's notifications. */
export interface S3EventOptions {
  /** The bucket's name. Default: `uploads`. */
  readonly bucket?: string;
}

/** The origin of notifications in a queue. */
export interface S3InSqsEventOptions extends S3EventOptions {
  /** The queue's name. Default: `notifications`. */
  readonly queue?: string;
  /** What sends them to the queue: a topic without raw message delivery, or a rule. Default: the bucket itself. */
  readonly through?: "sns" | "eventbridge";
}

/** The origin of notifications in a topic. */
export interface S3InSnsEventOptions extends S3EventOptions {
  /** The topic's name. Default: `notifications`. */
  readonly topic?: string;
}

/** One notification, and where and when it is sent. */
interface Placed {
  readonly place: string;
  readonly notification: OutgoingNotification;
  readonly sending: { readonly to: string; readonly now: number; readonly sequence: number };
}

function placed(words: readonly NotificationWords[], { bucket = "uploads" }: S3EventOptions) {
  const now = Date.now();
  return words.map((each, index): Placed => {
    const time = typeof each === "object" && "specversion" in each ? each.time : undefined;
    return {
      place: `s3 notification ${index + 1} of ${words.length}`,
      notification: outgoing(each),
      sending: {
        to: typeof each === "object" && "specversion" in each ? each.bucket : bucket,
        now: time === undefined ? now : Date.parse(time),
        sequence: index + 1,
      },
    };
  });
}

function outgoing(words: NotificationWords): OutgoingNotification {
  if (typeof words === "string") return { operation: "created", key: words };
  if (!("specversion" in words)) return words;
  const { operation, key, size, etag, version } = words;
  // S3 has no such event: it reports the deletion or the new version instead.
  return { operation: operation === "archived" ? "updated" : operation, key, size, etag, version };
}

/**
 * Builds the event of a bucket that invokes the function directly. A portable notification keeps its operation, bucket,
 * key and time.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that S3 does not have.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
 * @example
 * const event = s3(["photos/a b.jpg", { operation: "deleted", key: "photos/c.jpg" }], { bucket: "uploads" });
 * @trigger s3
 */
export function s3<Words extends NotificationWords>(
  notifications: readonly Words[],
  options?: S3EventOptions,
): S3Event<Words>;
export function s3(notifications: readonly NotificationWords[], options: S3EventOptions = {}): object {
  const Records = placed(notifications, options).flatMap(
    ({ place, notification, sending }) => storeNotifications(place, notification, sending).records,
  );
  return asJson({ Records });
}

/**
 * Builds the event of a queue to which a bucket sends its notifications, one in each message.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that S3 does not have.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ways-to-add-notification-config-to-bucket.html
 * @example
 * const event = s3InSqs(["photos/a b.jpg"], { bucket: "uploads", through: "sns" });
 * @trigger s3-in-sqs
 */
export function s3InSqs(
  notifications: readonly NotificationWords[],
  { queue = "notifications", through, ...options }: S3InSqsEventOptions = {},
) {
  const bodies = placed(notifications, options).map(({ place, notification, sending }) => {
    if (through === "sns") return snsEnvelope(storeInTopic(place, notification, sending).published);
    return JSON.stringify(
      through === "eventbridge"
        ? storeBusEvent(place, notification, sending).event
        : storeNotifications(place, notification, sending).body,
    );
  });
  return sqs(bodies, { queue });
}

/**
 * Builds the event of a topic to which a bucket sends its notifications. It always has one message.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that S3 does not have.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ways-to-add-notification-config-to-bucket.html
 * @example
 * const event = s3InSns("photos/a b.jpg", { bucket: "uploads" });
 * @trigger s3-in-sns
 */
export function s3InSns(
  notification: NotificationWords,
  { topic, ...options }: S3InSnsEventOptions = {},
): SnsEvent<string> {
  const Records = placed([notification], options).map(({ place, notification: sent, sending }) =>
    snsRecord(storeInTopic(place, sent, sending, topic).published),
  );
  return asJson({ Records });
}

/**
 * Builds the event of a rule of EventBridge, to which a bucket sends its notifications.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that S3 does not have.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 * @example
 * const event = s3EventBridge({ operation: "deleted", key: "photos/a b.jpg" }, { bucket: "uploads" });
 * @trigger s3-eventbridge
 */
export function s3EventBridge<Words extends NotificationWords>(
  notification: Words,
  options?: S3EventOptions,
): S3BusEvent<Words>;
export function s3EventBridge(notification: NotificationWords, options: S3EventOptions = {}): object {
  const [event] = placed([notification], options).map(
    ({ place, notification: sent, sending }) => storeBusEvent(place, sent, sending).event,
  );
  return Object(asJson(event));
}
