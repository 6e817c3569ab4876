import { createPubsubWire, type PushedMessage, pubsubPush } from "@onefn/server/simulator";
import { type MessageWire, type MessageWords, type NativeResult, schema } from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { writeEvent } from "./eventarc/cloud-event.js";
import type { FrameworkHost } from "./host.js";

const PUBLISHED = "google.cloud.pubsub.topic.v1.messagePublished";
const TOPICS = "//pubsub.googleapis.com/projects/simulated/topics/";

const { literal, object, record, string, union } = schema;

/** What the framework makes of what a function of the signature `cloudevent` returns, or throws. */
const frameworkAnswer: NativeResult = {
  schema: union(
    object({ status: literal(204), headers: record(string()), body: literal("") }),
    object({ status: literal(400, 404, 413, 500), headers: record(string()), body: string(/^[\w .]*$/) }),
  ),
  wrong: [
    { status: 200, headers: {}, body: "ok" },
    { status: 500, headers: {}, body: '[onefn/gcp] function "orders"' },
  ],
};

/**
 * Puts functions of the signature `cloudevent` behind topics. Eventarc makes a subscription of its own, and its requests
 * name the topic.
 * @see https://cloud.google.com/eventarc/docs/cloudevents#pubsub
 */
export function createPubsubEventarcWire(host: FrameworkHost): MessageWire {
  return createPubsubWire({
    trigger: "pubsub-eventarc",
    from: "onefn/gcp",
    capabilities: capabilities["pubsub-eventarc"] ?? {},
    result: frameworkAnswer,
    start: (load, options) => host.start(load, { ...options, signature: "cloudevent" }),
    envelope: { event: cloudEvent, write: writeEvent },
    requests: false,
  });
}

/** A CloudEvent of Eventarc's. */
export interface PubsubCloudEvent {
  readonly specversion: "1.0";
  readonly type: typeof PUBLISHED;
  readonly source: string;
  readonly id: string;
  readonly time: string;
  readonly datacontenttype: "application/json";
  readonly data: PushedMessage;
}

function cloudEvent(data: PushedMessage, topic: string): PubsubCloudEvent {
  const { messageId: id, publishTime: time } = data.message;
  const source = TOPICS + topic;
  return { specversion: "1.0", type: PUBLISHED, source, id, time, datacontenttype: "application/json", data };
}

/** Where a message of Pub/Sub comes from. */
export interface PubsubEventOptions {
  /** The topic's name. Default: `orders`. */
  readonly topic?: string;
}

/**
 * The CloudEvent that functions-framework gives a function for a message of Pub/Sub. A portable event keeps its id, its
 * time, its key and the number of its delivery.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID where Pub/Sub refuses a message.
 * @see https://cloud.google.com/eventarc/docs/cloudevents#pubsub
 * @example
 * await handler(pubsub({ body: "hello", attributes: { tenant: "a" } }));
 * @trigger pubsub-eventarc
 */
export function pubsub(words: MessageWords, { topic = "orders" }: PubsubEventOptions = {}): PubsubCloudEvent {
  return cloudEvent(pubsubPush(words, { subscription: `eventarc-${topic}` }), topic);
}
