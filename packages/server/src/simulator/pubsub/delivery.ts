import { type MessageWords, readWords } from "onefn/simulator";
import { type StoredMessage, storeMessage } from "./message.js";

/** The project in which simulators have topics and subscriptions. */
const PROJECT = "projects/simulated";

/** What a subscription tells of a delivery. */
export interface Delivering {
  readonly subscription: string;
  /** Which delivery it is. Absent: the subscription has no dead-letter policy. */
  readonly attempt?: number | undefined;
  /** The subscription that gave the message up, in the one of a dead-letter topic. */
  readonly deadFrom?: string | undefined;
}

/** The body of a push. */
export interface PushedMessage {
  readonly message: {
    readonly messageId: string;
    readonly publishTime: string;
    readonly [member: string]: unknown;
  };
  readonly subscription: string;
  readonly deliveryAttempt?: number;
}

/** What Pub/Sub pushes: members of a message have two names there. */
export function pushed(
  stored: StoredMessage,
  { subscription, attempt, deadFrom }: Delivering,
): PushedMessage {
  const { native, ...message } = stored;
  const { messageId, publishTime } = message;
  const attributes = {
    ...message.attributes,
    ...(deadFrom !== undefined && {
      CloudPubSubDeadLetterSourceDeliveryCount: String(attempt),
      CloudPubSubDeadLetterSourceSubscription: deadFrom,
      CloudPubSubDeadLetterSourceTopicPublishTime: publishTime,
    }),
  };
  return {
    ...(attempt !== undefined && { deliveryAttempt: attempt }),
    message: {
      ...message,
      ...(Object.keys(attributes).length > 0 && { attributes }),
      message_id: messageId,
      publish_time: publishTime,
      ...native,
    },
    subscription: `${PROJECT}/subscriptions/${subscription}`,
  };
}

/** Where a pushed message comes from. */
export interface PubsubPushOptions {
  /** The subscription's name. Default: `orders`. */
  readonly subscription?: string;
}

/**
 * The body of a request by which Pub/Sub pushes a message, wrapped. A portable event keeps its id, its time, its key and
 * the number of its delivery.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where Pub/Sub refuses a message.
 * @see https://cloud.google.com/pubsub/docs/push#receive_push
 * @example
 * const body = JSON.stringify(pubsubPush({ body: "hello", attributes: { tenant: "a" } }));
 * @trigger pubsub-push
 */
export function pubsubPush(
  words: MessageWords,
  { subscription = "orders" }: PubsubPushOptions = {},
): PushedMessage {
  return pushed(...wordsOf(words, subscription));
}

/** What is stored and told of a message in any words. */
function wordsOf(words: MessageWords, subscription: string): [StoredMessage, Delivering] {
  const { message, id, sentAt, attempt } = readWords(words);
  const stored = storeMessage("pubsub message", message, sentAt ?? Date.now());
  return [
    { ...stored, ...(id && { messageId: id }) },
    { subscription, attempt },
  ];
}
