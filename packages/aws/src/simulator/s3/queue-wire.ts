import { createBroker, type Delivery, type OutgoingNotification, type StorageWire } from "onefn/simulator";
import { arn } from "../account.js";
import type { LambdaHost } from "../host.js";
import { eventSourceMapping } from "../lambda/event-source-mapping.js";
import { batchResult } from "../results.js";
import { settleBatch } from "../sqs/batch-response.js";
import { sqsRecord } from "../sqs/record.js";
import { type StoredMessage, storeMessage } from "../sqs/stored-message.js";
import { VISIBILITY, VISIBILITY_TIMEOUT } from "../sqs/wire.js";
import { placeOf, storageWire } from "./storage-wire.js";
import { storeNotifications } from "./stored.js";

/** Bytes around the records in an event's JSON. */
const EVENT_FRAME = 64;
/** The queue to which all buckets send. It has no dead-letter queue. */
const QUEUE = arn("sqs", "notifications");

/**
 * Connects a host's functions to a queue to which buckets send their notifications. The places are buckets.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ways-to-add-notification-config-to-bucket.html
 */
export function createS3InSqsWire(host: LambdaHost): StorageWire {
  const wire = storageWire("s3-in-sqs", batchResult, host, (running, timeout, options) =>
    createBroker({
      ...eventSourceMapping(running, EVENT_FRAME),
      trigger: "s3-in-sqs",
      options,
      delay: VISIBILITY * timeout,
      accept(notification: OutgoingNotification, sending) {
        const place = placeOf(sending);
        const { id, body } = storeNotifications(place, notification, sending);
        const { now: sentAt, sequence } = sending;
        const stored = storeMessage(place, { body: JSON.stringify(body) }, { sentAt, sequence, fifo: false });
        return { id, stored };
      },
      record: ({ stored, attempt, firstDeliveredAt }: Delivery<StoredMessage>) =>
        sqsRecord({ ...stored, receiveCount: attempt, firstDeliveredAt }, QUEUE),
      event: (Records) => ({ Records }),
      settle(answer, deliveries) {
        const ids = deliveries.map(({ stored }) => stored.id);
        return settleBatch(answer, ids, (failed) => ids.map((id) => (failed.has(id) ? "again" : "done")));
      },
    }),
  );
  return { ...wire, expiry: VISIBILITY_TIMEOUT };
}
