import { randomUUID } from "node:crypto";
import type { CloudEvent } from "onefn";
import { envelope } from "./envelope.js";

/** An event to send, or one that a handler received. */
export type EventWords =
  | {
      /** The `detail-type`. */
      readonly type: string;
      /** The `detail`. */
      readonly data: object;
      /** Default: `com.example.shop`. */
      readonly source?: string | undefined;
      /** The first of `resources`. Default: none. */
      readonly subject?: string | undefined;
    }
  | CloudEvent;

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
export function eventBridge(words: EventWords): Readonly<Record<string, unknown>> {
  const { type, data, source, subject } = words;
  const { id = randomUUID(), time = new Date().toISOString() } = "specversion" in words ? words : {};
  const written = envelope(
    "eventbridge event",
    { data, source, subject },
    { id, type, at: Date.parse(time) },
  );
  return JSON.parse(JSON.stringify(written));
}
