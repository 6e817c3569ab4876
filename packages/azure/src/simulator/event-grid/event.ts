import { randomUUID } from "node:crypto";
import type { CloudEvent } from "onefn";
import { calledWith, type TriggeredEvent } from "../called-event.js";
import { cloudEvent, gridEvent } from "./cloud-event.js";

/** An event to publish, or one that a handler of any provider received. */
export type EventWords =
  | {
      readonly type: string;
      readonly data: unknown;
      /** Default: the topic. Event Grid's own schema has no other one. */
      readonly source?: string | undefined;
      readonly subject?: string | undefined;
    }
  | CloudEvent;

/** How events are delivered. */
export interface EventGridEventOptions {
  /** Default: `"CloudEvents"`. */
  readonly schema?: "CloudEvents" | "EventGrid" | undefined;
  /** Default: `"one"` for a single event, else `"many"`. */
  readonly cardinality?: "one" | "many" | undefined;
}

/**
 * Builds what the library passes to a function for events of Event Grid. A portable event keeps its id, source, type,
 * subject and time. Log lines of the context are dropped.
 *
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-event-grid-trigger
 * @example
 * const { input, context } = eventGrid([{ type: "order.placed", data: { sku: "a-1" } }]);
 * await adapt(orders)(input, context);
 * @trigger event-grid event-grid-storage
 */
export function eventGrid(
  events: readonly EventWords[],
  { schema = "CloudEvents", cardinality = events.length === 1 ? "one" : "many" }: EventGridEventOptions = {},
): TriggeredEvent {
  const written = events.map((words) => {
    const { type, data, source, subject } = words;
    const { id = randomUUID(), time } = "specversion" in words ? words : {};
    const published = { id, type, at: time === undefined ? Date.now() : Date.parse(time) };
    return (schema === "CloudEvents" ? cloudEvent : gridEvent)({ data, source, subject }, published);
  });
  const input = JSON.parse(JSON.stringify(cardinality === "many" ? written : written[0]));
  return calledWith(input, { trigger: { type: "eventGridTrigger", cardinality }, metadata: {} });
}
