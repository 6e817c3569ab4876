import { CloudEventSource, cloudEvents, cloudEventsBatch, decodeAttribute } from "@onefn/server/cloudevents";
import type { PubsubDelivery } from "@onefn/server/pubsub";
import {
  type Call,
  createRecord,
  createResponse,
  type EventRequest,
  failTogether,
  platformVerifies,
  type Reading,
  type RecordCodec,
  type RequestCodec,
  type Settled,
} from "onefn/provider";
import { EventCall, eventContext } from "../event-call.js";
import { GoogleEvent } from "./google-event.js";
import { deliveryIn, isFromTopic, PUBLISHED } from "./pubsub-eventarc.js";
import { hasWrappedEvent, holdsEvent, unwrap } from "./wrapped-event.js";

/** One type of Eventarc's events: how it is read, and what has to be loaded before. */
export interface EventarcReading extends Reading<GoogleEvent> {
  load?(event: GoogleEvent): Promise<unknown> | undefined;
}

const trigger = "eventarc";

/**
 * Events of Eventarc by the signature `http`: CloudEvents in any mode. They are repeated if they fail, for 24 hours by
 * default; nothing can be refused or delayed.
 * @see https://cloud.google.com/eventarc/docs/cloudevents
 * @see https://cloud.google.com/eventarc/docs/retry-events
 */
export function eventarcRequests(readings: readonly EventarcReading[]): RequestCodec<GoogleEvent> {
  return {
    trigger,
    matches: (event, context) =>
      (cloudEvents.matches(event, context) ||
        cloudEventsBatch.matches(event, context) ||
        hasWrappedEvent(event)) &&
      isSentByEventarc(event as EventRequest),
    load: (event) => load(eventsIn(event), readings),
    preflight: (event, call) => cloudEvents.preflight?.(event, call),
    records: eventsIn,
    readings,
    settle: (settled) => createResponse(null, { status: settled.every(isDone) ? 204 : 500 }),
  };
}

/**
 * The same by the signature `cloudevent`, one at a time. functions-framework answers 500 to text and to empty data before
 * any function sees them.
 */
export function eventarcEvents(
  readings: readonly EventarcReading[],
): RecordCodec<EventCall, GoogleEvent, void, undefined, GoogleEvent> {
  return {
    trigger,
    matches: (native) =>
      native instanceof EventCall && (isCloudEvent(native.event) || wrapped(native) !== undefined),
    open({ native, options }) {
      platformVerifies(trigger, options);
      const delivery = wrapped(native);
      const event = delivery
        ? unwrap(delivery)
        : new GoogleEvent(new CloudEventSource(attributesOf(native.event)));
      const loading = load([event], readings);
      return loading ? loading.then(() => event) : event;
    },
    records: (event) => [event],
    readings,
    // The framework answers 204 to nothing, and 500 to an error.
    settle: failTogether,
    context: eventContext,
  };
}

/** Whoever may create tasks or jobs can give them any headers, including those of an event. */
function isSentByEventarc(event: EventRequest): boolean {
  return event.header("x-cloudtasks-taskname") === null && event.header("x-cloudscheduler") === null;
}

/** Loads what the readings need, if anything. */
function load(
  events: readonly GoogleEvent[],
  readings: readonly EventarcReading[],
): Promise<unknown> | undefined {
  const loading: Promise<unknown>[] = [];
  for (const event of events) {
    for (const reading of readings) {
      const one = reading.load?.(event);
      if (one) loading.push(one);
    }
  }
  return loading.length > 0 ? Promise.all(loading) : undefined;
}

/** A message of Pub/Sub has a codec of its own. */
function isCloudEvent(event: unknown): boolean {
  const { specversion, id, source, type } = Object(event) as Readonly<Record<string, unknown>>;
  return (
    isText(id) && isText(source) && isText(type) && String(specversion).startsWith("1.") && type !== PUBLISHED
  );
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** The message that an event could not be taken out of. The framework makes an event without a topic of it. */
function wrapped(call: EventCall): PubsubDelivery | undefined {
  const delivery = deliveryIn(call);
  return delivery && holdsEvent(delivery) && !isFromTopic(call) ? delivery : undefined;
}

/** The framework takes attributes from headers as they are, in which they may be encoded. */
function attributesOf(event: unknown): object {
  const attributes = event as Readonly<Record<string, unknown>>;
  let decoded: Record<string, unknown> | undefined;
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    if (typeof value !== "string" || name.startsWith("data")) continue;
    const text = decodeAttribute(value);
    if (text === value) continue;
    // Most events have nothing to decode, and need no copy.
    decoded ??= Object.assign(createRecord<unknown>(), attributes);
    decoded[name] = text;
  }
  return decoded ?? attributes;
}

function eventsIn(event: EventRequest): readonly GoogleEvent[] {
  if (hasWrappedEvent(event)) return [unwrap(event.json as PubsubDelivery)];
  const isBatch = cloudEventsBatch.matches(event, undefined);
  const sources = (isBatch ? cloudEventsBatch : cloudEvents).records(event, {} as Call);
  // Only in binary mode is the body the data.
  const json = event.header("ce-specversion") === null ? undefined : event.json;
  return (sources as readonly CloudEventSource[]).map((source) => new GoogleEvent(source, json));
}

function isDone({ type }: Settled): boolean {
  return type === "ack" || type === "drop";
}
