import {
  type AttributeValue,
  createResponse,
  EventRequest,
  type Reading,
  type RequestCodec,
} from "onefn/provider";
import { daprSubscribing } from "../dapr-subscriptions.js";
import { type CloudEventRecord, CloudEventSource, cloudEventReading } from "./cloudevent.js";

/** What Dapr's sidecar sends: one CloudEvent, or several as the entries of a bulk. */
interface DaprDelivery extends CloudEventRecord {
  readonly pubsubname: string;
  readonly topic: string;
  readonly entries?: readonly DaprEntry[];
}

/** A message of a bulk. */
interface DaprEntry {
  readonly entryId?: string;
  /** A CloudEvent; of a raw payload, its bytes as base64. */
  readonly event?: unknown;
}

/** A message of Dapr's. */
class DaprSource extends CloudEventSource {
  /** Of a message in a bulk. */
  readonly entryId: string | undefined;

  constructor(record: unknown, { pubsubname, topic }: DaprDelivery, entryId?: string) {
    super(record, `${pubsubname}/${topic}`);
    this.entryId = entryId;
  }

  /** What the publisher has sent, without what Dapr adds. */
  override attributes(): Readonly<Record<string, AttributeValue>> {
    const attributes: Record<string, AttributeValue> = super.attributes();
    for (const name of ADDED) delete attributes[name];
    return attributes;
  }
}

const ADDED = ["topic", "pubsubname", "traceid", "traceparent", "tracestate"];

const STATUSES = { ack: "SUCCESS", drop: "SUCCESS", retry: "RETRY", reject: "DROP" };

/** A message goes to the function that claims its topic. A topic may hold slashes; a component's name holds none. */
const reading: Reading<DaprSource> = {
  ...(cloudEventReading as Reading<DaprSource>),
  names: (origin) => [origin.slice(origin.indexOf("/") + 1)],
};

/**
 * Pub/sub of Dapr, whose sidecar sends messages as requests, one by one or in bulk. The answer's body says what becomes of
 * each: a single message would be acknowledged by a 2xx without a status, and an entry comes again without one. What is
 * dropped goes to the subscription's dead-letter topic.
 * @see https://docs.dapr.io/reference/api/pubsub_api/#expected-http-response
 */
export const dapr: RequestCodec<DaprSource> = {
  trigger: "dapr",
  matches: (event) => event instanceof EventRequest && isDelivery(event.json),
  records(event) {
    const delivery = event.json as DaprDelivery;
    return delivery.entries?.map((entry) => inBulk(entry, delivery)) ?? [new DaprSource(delivery, delivery)];
  },
  readings: [reading],
  rejects: () => true,
  settle(settled, _, records) {
    const [first] = records;
    const statuses = settled.map(({ type }, index) => ({
      entryId: records[index]?.entryId,
      status: STATUSES[type],
    }));
    // A bulk may be empty; what is no bulk is one message.
    const answer = first && first.entryId === undefined ? { status: statuses[0]?.status } : { statuses };
    return createResponse(JSON.stringify(answer), { headers: { "content-type": "application/json" } });
  },
  subscribing: daprSubscribing,
};

/** Whether a value is what Dapr sends: nothing but its own shape tells it. */
function isDelivery(value: unknown): value is DaprDelivery {
  const { pubsubname, topic, entries, specversion } = Object(value) as DaprDelivery;
  const isNamed = typeof pubsubname === "string" && typeof topic === "string";
  return isNamed && (entries === undefined ? typeof specversion === "string" : Array.isArray(entries));
}

function inBulk(entry: DaprEntry, delivery: DaprDelivery): DaprSource {
  const { entryId = "", event } = Object(entry) as DaprEntry;
  return new DaprSource(typeof event === "string" ? rawEvent(entryId, event) : event, delivery, entryId);
}

/** The CloudEvent that Dapr itself makes of a raw payload that it sends alone; in a bulk it sends the bytes. */
function rawEvent(id: string, data_base64: string): CloudEventRecord {
  return { specversion: "1.0", id, source: "Dapr", type: "com.dapr.event.sent", data_base64 };
}
