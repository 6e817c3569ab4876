import { randomUUID } from "node:crypto";
import type { CloudEvent } from "onefn";
import type { OutgoingEvent, WrittenRequest } from "onefn/simulator";

/**
 * An event as Event Grid's own schema has it.
 * @see https://learn.microsoft.com/en-us/azure/event-grid/event-schema
 */
export interface EventGridDocument {
  readonly id: string;
  readonly topic: string;
  readonly subject: string;
  readonly eventType: string;
  readonly eventTime: string;
  readonly dataVersion: string;
  readonly metadataVersion: string;
  readonly data: unknown;
  readonly [member: string]: unknown;
}

/** When and as what an event was published. */
interface Published {
  readonly id?: string | undefined;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The topic of all events. */
export const TOPIC =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/Microsoft.EventGrid/topics/shop";

/** The event that a topic makes of what was published. Its source is always the topic. */
export function published(
  { data, subject = "", native }: OutgoingEvent,
  { id = randomUUID(), type, at }: Published,
): EventGridDocument {
  return {
    id,
    topic: TOPIC,
    subject,
    eventType: type,
    eventTime: new Date(at).toISOString().replace("Z", "0000Z"),
    dataVersion: "",
    metadataVersion: "1",
    data,
    ...native,
  };
}

/** The request of a delivery. */
export function delivery(events: readonly unknown[]): Pick<WrittenRequest, "headers" | "body"> {
  return {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "aeg-event-type": "Notification",
      "aeg-subscription-name": "SHOP",
      "aeg-delivery-count": "0",
      "aeg-data-version": "",
      "aeg-metadata-version": "1",
    },
    body: JSON.stringify(events),
  };
}

/** An event to publish, or one that a handler of any provider received. */
export type EventWords =
  | {
      readonly type: string;
      readonly data: unknown;
      readonly subject?: string | undefined;
    }
  | CloudEvent;

/**
 * The request by which Azure Event Grid delivers events to a webhook in its own schema. A portable event keeps its id, type,
 * subject and time; its source is the topic.
 *
 * @example
 * await fetch(url, { method: "POST", ...eventGridPush([{ type: "order.placed", data: { sku: "tea" } }]) });
 * @trigger event-grid
 */
export function eventGridPush(events: readonly EventWords[]): Pick<WrittenRequest, "headers" | "body"> {
  return delivery(
    events.map((words) => {
      const { type, data, subject } = words;
      const { id, time } = "specversion" in words ? words : { id: undefined, time: undefined };
      const at = time === undefined ? Date.now() : Date.parse(time);
      return published({ data, subject }, { id, type, at });
    }),
  );
}
