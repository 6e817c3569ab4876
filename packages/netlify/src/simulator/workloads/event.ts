import { randomUUID } from "node:crypto";
import { OnefnError } from "onefn/provider";
import { type MessageWords, type OutgoingMessage, readWords } from "onefn/simulator";
import type { AsyncWorkloadEvent } from "../../workloads/library.js";

/** An event as it is stored. */
export interface StoredEvent {
  readonly id: string;
  readonly data: unknown;
  /** Replaces members of the event, to simulate a broken one. */
  readonly native: Readonly<Record<string, unknown>>;
}

/** Bytes. @see https://docs.netlify.com/build/async-workloads/limitations */
const LIMIT = 500_000;

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/i;

/**
 * What is kept of a message. An event is a name with JSON: a sender has no attributes, no key and no content type.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID if it cannot be sent.
 */
export function storeEvent(
  place: string,
  { body, contentType = "text/plain", native = {} }: OutgoingMessage,
): StoredEvent {
  if (typeof body !== "string") throw invalid(place, "its body is bytes, and an event carries JSON");
  if (Buffer.byteLength(body) > LIMIT)
    throw invalid(place, `it has more than ${LIMIT} bytes. Send a link to an object store`);
  return { id: randomUUID(), data: JSON_TYPE.test(contentType) ? parsed(place, body) : body, native };
}

function parsed(place: string, body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalid(place, "its body is not JSON");
  }
}

function invalid(place: string, reason: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_INVALID", `[onefn/netlify] ${place}: ${reason}.`);
}

/** The event that the library hands over at an attempt, of which the first is 0. */
export function handedOver(
  eventName: string,
  { id, data, native }: StoredEvent,
  attempt: number,
): AsyncWorkloadEvent {
  return {
    eventName,
    eventId: id,
    attempt,
    eventData: data,
    request: new Request(`https://simulated.netlify.app/.netlify/functions/${encodeURIComponent(eventName)}`),
    step: { run: async (_, work) => work(), sleep: async () => {} },
    sendEvent: async () => ({ sendStatus: "succeeded", eventId: randomUUID() }),
    ...native,
  };
}

/** Options of {@link workloadEvent}. */
export interface WorkloadEventOptions {
  /** Default: `orders`. */
  readonly eventName?: string | undefined;
}

/**
 * Builds an event as Netlify's library hands it over. A portable message keeps its id and the number of its delivery.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID if it cannot be sent.
 * @example
 * const event = workloadEvent({ body: '{"sku":"tea"}', contentType: "application/json" });
 * @trigger async-workloads
 */
export function workloadEvent(
  words: MessageWords,
  { eventName = "orders" }: WorkloadEventOptions = {},
): AsyncWorkloadEvent {
  const { message, id, attempt = 1 } = readWords(words);
  const stored = storeEvent("async-workloads event", message);
  return handedOver(eventName, { ...stored, ...(id && { id }) }, attempt - 1);
}
