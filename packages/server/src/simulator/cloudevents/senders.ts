import { randomUUID } from "node:crypto";
import type {
  OutgoingChange,
  OutgoingEvent,
  OutgoingMessage,
  OutgoingNotification,
  Sending,
} from "onefn/simulator";
import { type CloudEventDocument, documentOf } from "./event.js";

/** What senders of one kind put into their events. */
export interface Sender<Kind extends string, Sent> {
  readonly kind: Kind;
  document(place: string, sent: Sent, sending: Sending): CloudEventDocument;
}

/** The type of the events of Knative's source of Kafka topics. */
const TOPIC_TYPE = "dev.knative.kafka.event";

/** Knative's source of Kafka topics. */
export const messages: Sender<"message", OutgoingMessage> = {
  kind: "message",
  document: (place, sent, { to, now }) =>
    documentOf(place, sent, {
      source: `/apis/v1/namespaces/default/kafkasources/simulated#${to}`,
      type: TOPIC_TYPE,
      time: now,
    }),
};

/** Senders of events of any type. */
export const events: Sender<"event", OutgoingEvent> = {
  kind: "event",
  document: (_, { data, source = "/shop", subject, native }, { to, now }) => ({
    ...json(to, source, now, data),
    ...(subject !== undefined && { subject }),
    ...native,
  }),
};

/** Senders of notifications in onefn's own form. */
export const notifications: Sender<"storage", OutgoingNotification> = {
  kind: "storage",
  document(_, { operation, key, size = 1024, etag = "9a0364b9", contentType, version, native }, { to, now }) {
    const content = operation === "deleted" ? {} : { size, etag };
    const data = { bucket: to, key, ...content, contentType, version };
    return {
      ...json(`dev.onefn.storage.${operation}`, `/buckets/${to}`, now, data),
      subject: key || "none",
      ...native,
    };
  },
};

/** Senders of changes in onefn's own form. */
export const changes: Sender<"change", OutgoingChange> = {
  kind: "change",
  document: (_, { operation, key, before, after, native }, { to, now }) => ({
    ...json(`dev.onefn.change.${operation}`, `/tables/${to}`, now, { table: to, key, before, after }),
    ...native,
  }),
};

function json(type: string, source: string, now: number, data: unknown): CloudEventDocument {
  return {
    specversion: "1.0",
    id: randomUUID(),
    source,
    type,
    time: new Date(now).toISOString(),
    datacontenttype: "application/json",
    data,
  };
}
