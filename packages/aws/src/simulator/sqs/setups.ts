import type { OutgoingMessage, Sending } from "onefn/simulator";
import { snsEnvelope, storeNotification } from "../sns/notification.js";
import { storeMessage } from "./stored-message.js";
import { Visibility } from "./visibility.js";
import type { QueueSetup } from "./wire.js";

/** Standard queues. */
export const standardQueue = (): QueueSetup => ({ trigger: "sqs" });

/** FIFO queues. */
export const fifoQueue = (): QueueSetup => ({ trigger: "sqs-fifo", fifo: true });

/** Queues in front of EventBridge Pipes, whose target is the function. */
export const pipe = (): QueueSetup => ({ trigger: "sqs-pipe", event: (records) => records });

/** Standard queues whose messages the function can delay. */
export function delayingQueue(): QueueSetup {
  const visibility = new Visibility();
  return { trigger: "sqs-visibility", adapt: { visibility }, visibility };
}

/**
 * Queues that are subscribed to topics without raw message delivery, with the option `unwrap`. The queue has the name
 * of its topic.
 */
export const subscribedQueue = (): QueueSetup => ({
  trigger: "sns-in-sqs",
  adapt: { unwrap: true },
  accept(message: OutgoingMessage, { to: topic, index, count, now: sentAt, sequence }: Sending) {
    const place = `sns message ${index + 1} of ${count} for ${topic}`;
    const { native, ...published } = message;
    const notification = storeNotification(place, published, { topic, subject: null, sentAt });
    const body = snsEnvelope(notification);
    const sent = { body, ...(native && { native }), ...(message.key !== undefined && { key: message.key }) };
    return { id: notification.id, stored: storeMessage(place, sent, { sentAt, sequence, fifo: false }) };
  },
});
