import { randomUUID } from "node:crypto";
import type { CloudEvent } from "onefn";
import { asJson, type Json } from "../as-json.js";
import { type BusEvent, envelope } from "./envelope.js";

/** An event to send, or one that a handler received. */
export type EventWords<Type extends string = string, Data = unknown> =
  | {
      /** The `detail-type`. */
      readonly type: Type;
      /** The `detail`. */
      readonly data: Data & object;
      /** Default: `com.example.shop`. */
      readonly source?: string | undefined;
      /** The first of `resources`. Default: none. */
      readonly subject?: string | undefined;
    }
  | (CloudEvent<Data> & { readonly type: Type });

/**
 * Builds an event as a rule of EventBridge passes it to a function. A portable event keeps its id, source, type, subject
 * and time.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for data that is not an object.
 * @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 * @example
 * const event = eventBridge({ type: "order.placed", data: { sku: "a-1" }, source: "com.example.shop" });
 * @trigger eventbridge
 */
export function eventBridge<Type extends string, Data>(
  words: EventWords<Type, Data>,
): BusEvent<Type, Json<Data>>;
export function eventBridge(words: EventWords): BusEvent<string, unknown> {
  const { type, data, source, subject } = words;
  const { id = randomUUID(), time = new Date().toISOString() } = "specversion" in words ? words : {};
  const event = { data, source, subject };
  return asJson(envelope("eventbridge event", event, { id, type, at: Date.parse(time) }));
}
