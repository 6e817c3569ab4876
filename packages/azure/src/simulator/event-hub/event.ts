import { Buffer } from "node:buffer";
import { type MessageWords, readWords } from "onefn/simulator";
import { calledWith, type TriggeredEvent } from "../called-event.js";
import { metadataOf, REGISTERED } from "../rpc-metadata.js";
import { partitionContext, propertiesOf, storeEvent } from "./event-data.js";

/** The origin of the events, and how they are delivered. */
export interface EventHubEventOptions {
  /** Default: `orders`. */
  readonly hub?: string | undefined;
  /** Default: `0`. */
  readonly partition?: string | undefined;
  /** Default: `"many"`; a function with cardinality `one` gets the first event. */
  readonly cardinality?: "one" | "many" | undefined;
  /** The state of the function's retry policy. Default: it has none. */
  readonly retryContext?: { readonly retryCount: number; readonly maxRetryCount: number } | undefined;
}

/**
 * Builds what the library passes to a function that `register` has connected to an event hub. A portable event keeps its
 * time and its key. Log lines of the context are dropped.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an event that is too large.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-event-hubs-trigger
 * @example
 * const { input, context } = eventHub(["first", { body: JSON.stringify({ sku: "a-1" }) }], { hub: "orders" });
 * await adapt(orders)(input, context);
 * @trigger event-hub event-hub-batch
 */
export function eventHub(
  events: readonly MessageWords[],
  { hub = "orders", partition = "0", cardinality = "many", retryContext }: EventHubEventOptions = {},
): TriggeredEvent {
  const now = Date.now();
  const stored = events.map((words, index) => {
    const { message: outgoing, sentAt = now } = readWords(words);
    const place = `event-hub event ${index + 1} of ${events.length}`;
    return storeEvent(place, outgoing, { partition, sequence: index + 1, enqueuedAt: sentAt });
  });
  const bodies = stored.map(({ body }) => Buffer.from(body));
  return calledWith(cardinality === "one" ? bodies[0] : bodies, {
    trigger: { type: "eventHubTrigger", cardinality, eventHubName: hub },
    retryContext,
    metadata: {
      ...partitionContext(hub, partition),
      ...metadataOf(stored.map(propertiesOf), cardinality, REGISTERED),
    },
  });
}
