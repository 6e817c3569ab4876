import type { RecordWire } from "./record-wire.js";

/**
 * One way in which a provider delivers events. The place that an event is sent to is its type, or its source if the
 * wire's events all have the same type (capability `eventTypes`).
 */
export type EventWire = RecordWire<"event", OutgoingEvent>;

/** An event as its sender writes it. */
export interface OutgoingEvent {
  /** What JSON can write. */
  readonly data: unknown;
  /** Default: one in the bus's format. */
  readonly source?: string | undefined;
  readonly subject?: string | undefined;
  /** Replaces members of the native record, to simulate a broken one. */
  readonly native?: Readonly<Record<string, unknown>> | undefined;
}
