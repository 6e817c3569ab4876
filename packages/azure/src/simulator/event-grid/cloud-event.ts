import type { OutgoingEvent } from "onefn/simulator";

/** When and as what an event was published. */
export interface Published {
  readonly id: string;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The source of events whose publisher names none: the topic. */
const TOPIC =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/Microsoft.EventGrid/topics/shop";

/** A time as Event Grid writes it, with seven decimals. */
export function gridTime(at: number): string {
  return new Date(at).toISOString().replace("Z", "0000Z");
}

/**
 * An event in the schema of CloudEvents.
 * @see https://learn.microsoft.com/en-us/azure/event-grid/cloud-event-schema
 */
export function cloudEvent(
  { data, source = TOPIC, subject, native }: OutgoingEvent,
  { id, type, at }: Published,
): Readonly<Record<string, unknown>> {
  return {
    id,
    source,
    type,
    ...(subject !== undefined && { subject }),
    time: gridTime(at),
    specversion: "1.0",
    datacontenttype: "application/json",
    data,
    ...native,
  };
}

/**
 * The same in Event Grid's own schema, in which the source is always the topic.
 * @see https://learn.microsoft.com/en-us/azure/event-grid/event-schema
 */
export function gridEvent(
  { data, subject = "", native }: OutgoingEvent,
  { id, type, at }: Published,
): Readonly<Record<string, unknown>> {
  return {
    id,
    topic: TOPIC,
    subject,
    eventType: type,
    eventTime: gridTime(at),
    dataVersion: "",
    metadataVersion: "1",
    data,
    ...native,
  };
}
