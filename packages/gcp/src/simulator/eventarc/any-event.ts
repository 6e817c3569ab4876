import { Buffer } from "node:buffer";
import type { CloudEvent } from "onefn";
import type { OutgoingEvent } from "onefn/simulator";
import { eventarcEvent, type GoogleCloudEvent } from "./cloud-event.js";

/** The source of events whose sender names none. */
const SOURCE = "//cloudaudit.googleapis.com/projects/simulated/logs/activity";

/** As what and when an event happened. */
interface Happened {
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly id?: string | undefined;
}

/** An event of any type. A text goes as text, bytes go as protobuf, and anything else goes as JSON. */
export function anyEvent(
  { data, source = SOURCE, subject, native = {} }: OutgoingEvent,
  { type, at, id }: Happened,
): GoogleCloudEvent {
  const bytes = data instanceof Uint8Array;
  const format = bytes
    ? "application/protobuf"
    : typeof data === "string"
      ? "text/plain"
      : "application/json";
  return eventarcEvent({
    id,
    at,
    source,
    type,
    ...(subject !== undefined && { subject }),
    datacontenttype: format,
    data: bytes ? Buffer.from(data) : data,
    ...native,
  });
}

/** An event to send, or one that a handler received. */
export type EventWords =
  | {
      readonly type: string;
      /** Bytes, a text, or what JSON can write. */
      readonly data?: unknown;
      /** Default: that of audit logs. */
      readonly source?: string | undefined;
      readonly subject?: string | undefined;
      /** Extension attributes, such as `servicename` and `methodname` of audit logs. */
      readonly extensions?: Readonly<Record<string, string>> | undefined;
    }
  | CloudEvent;

/**
 * Builds the CloudEvent that Eventarc sends for an event of any type. A portable event keeps its id, source, type, subject,
 * time and extensions.
 *
 * @see https://cloud.google.com/eventarc/docs/cloudevents
 * @example
 * const event = eventarc({ type: "google.cloud.audit.log.v1.written", extensions: { methodname: "jobs.insert" }, data: {} });
 * @trigger eventarc
 */
export function eventarc(words: EventWords): GoogleCloudEvent {
  const { type, data = {}, source, subject, extensions = {} } = words;
  const { id, time } = "specversion" in words ? words : { id: undefined, time: undefined };
  const at = time === undefined ? Date.now() : Date.parse(time);
  return anyEvent({ data, source, subject, native: extensions }, { type, at, id });
}
