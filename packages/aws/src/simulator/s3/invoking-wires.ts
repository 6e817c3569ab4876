import {
  type BrokerOptions,
  createBroker,
  type Delivery,
  type OutgoingNotification,
  type Sending,
  type StorageWire,
} from "onefn/simulator";
import type { LambdaAnswer, LambdaHost } from "../host.js";
import { invokeAsynchronously } from "../lambda/asynchronous.js";
import { ASYNC_PAYLOAD_LIMIT } from "../lambda/limits.js";
import { snsRecord } from "../sns/notification.js";
import { placeOf, storageWire } from "./storage-wire.js";
import { storeBusEvent, storeInTopic, storeNotifications } from "./stored.js";

/** Bytes around the records in an event's JSON. */
const EVENT_FRAME = 64;

/** What comes from a bucket, and the event that it makes. */
type Source<Stored, Native> = Pick<
  BrokerOptions<OutgoingNotification, Stored, Native, LambdaAnswer>,
  "accept" | "record" | "event"
>;

/** @param batch the maximum records of an invocation. */
function invokingWire<Stored, Native>(
  trigger: string,
  host: LambdaHost,
  batch: number,
  source: Source<Stored, Native>,
): StorageWire {
  const result = { reason: "Lambda ignores the result of an asynchronous invocation." };
  return storageWire(trigger, result, host, (running, _, options) =>
    createBroker({
      ...invokeAsynchronously(running),
      ...source,
      trigger,
      from: "onefn/aws",
      running,
      options,
      batch,
      bytes: ASYNC_PAYLOAD_LIMIT - EVENT_FRAME,
    }),
  );
}

/** What S3 sends only to queues and topics is not kept. */
function kept<Stored extends { readonly id: string }>(
  notification: OutgoingNotification,
  sending: Sending,
  store: (place: string, notification: OutgoingNotification, sending: Sending) => Stored,
) {
  if (notification.operation === "test") return { id: "test" };
  const stored = store(placeOf(sending), notification, sending);
  return { id: stored.id, stored };
}

/**
 * Connects a host's functions to buckets that invoke them directly. S3 usually sends one notification at a time; here
 * it sends all that are waiting.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-s3.html
 */
export function createS3Wire(host: LambdaHost): StorageWire {
  return invokingWire("s3", host, Number.POSITIVE_INFINITY, {
    accept: (notification, sending) => kept(notification, sending, storeNotifications),
    record: ({ stored }: Delivery<ReturnType<typeof storeNotifications>>) => stored.records,
    event: (records) => ({ Records: records.flat() }),
  });
}

/**
 * Connects a host's functions to a topic to which buckets send their notifications, and which invokes them.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ways-to-add-notification-config-to-bucket.html
 */
export function createS3InSnsWire(host: LambdaHost): StorageWire {
  return invokingWire("s3-in-sns", host, 1, {
    accept(notification, sending) {
      const stored = storeInTopic(placeOf(sending), notification, sending);
      return { id: stored.id, stored };
    },
    record: ({ stored }: Delivery<ReturnType<typeof storeInTopic>>) => snsRecord(stored.published),
    event: (Records) => ({ Records }),
  });
}

/**
 * Connects a host's functions to buckets that send their notifications to EventBridge, through a rule that invokes
 * them.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
 */
export function createS3EventBridgeWire(host: LambdaHost): StorageWire {
  return invokingWire("s3-eventbridge", host, 1, {
    accept: (notification, sending) => kept(notification, sending, storeBusEvent),
    record: ({ stored }: Delivery<ReturnType<typeof storeBusEvent>>) => stored.event,
    event: ([event]) => event,
  });
}
