import { isDelivery, type PubsubDelivery, PubsubSource, pubsubReading, topicIn } from "@onefn/server/pubsub";
import { failTogether, platformVerifies, type RecordCodec } from "onefn/provider";
import { EventCall, eventContext } from "../event-call.js";

/** What an event has beside the message. */
interface PubsubEvent {
  readonly type?: unknown;
  readonly source?: unknown;
  readonly id?: string;
  readonly time?: string;
  readonly data?: PubsubDelivery;
}

/**
 * Messages of Pub/Sub as functions-framework gives them to a function of the signature `cloudevent`: through Eventarc,
 * or pushed by a subscription. There is no request to verify.
 *
 * The framework turns a pushed message into a CloudEvent, and loses subscription, ordering key and delivery attempt; one
 * without data it hands over as it was pushed.
 * @see https://cloud.google.com/eventarc/docs/cloudevents#pubsub
 * @see https://github.com/GoogleCloudPlatform/functions-framework-nodejs/issues/782
 */
export const pubsubEventarc: RecordCodec<EventCall, PubsubSource, void, undefined> = {
  trigger: "pubsub",
  matches: (native) => native instanceof EventCall && deliveryIn(native) !== undefined,
  records(call, { options }) {
    platformVerifies("pubsub", options);
    const { source, id, time } = call.event as PubsubEvent;
    const delivery = deliveryIn(call) as PubsubDelivery;
    return [new PubsubSource(delivery, { origin: topicIn(source) ?? delivery.subscription ?? "", id, time })];
  },
  readings: [pubsubReading],
  // The framework answers 204 to nothing, and 500 to an error.
  settle: failTogether,
  context: eventContext,
};

/** What was published, in either form. */
export function deliveryIn({ event }: EventCall): PubsubDelivery | undefined {
  if (isDelivery(event)) return event;
  const { type, id, data } = Object(event) as PubsubEvent;
  const isMessage = type === PUBLISHED && typeof id === "string" && Object(data?.message) === data?.message;
  return isMessage ? data : undefined;
}

/** Whether an event says which topic its message was published to. */
export function isFromTopic({ event }: EventCall): boolean {
  return topicIn(Object(event).source) !== undefined;
}

/** The type of the CloudEvents that stand for messages. */
export const PUBLISHED = "google.cloud.pubsub.topic.v1.messagePublished";
