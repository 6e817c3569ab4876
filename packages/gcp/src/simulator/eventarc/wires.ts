import type {
  ChangeWire,
  EventWire,
  OutgoingChange,
  OutgoingEvent,
  OutgoingNotification,
  StorageWire,
} from "onefn/simulator";
import { storageEvent } from "../cloud-storage/event.js";
import { firestoreEvent } from "../firestore/event.js";
import type { FrameworkHost } from "../host.js";
import { anyEvent } from "./any-event.js";
import { createEventarcWire } from "./wire.js";

/** Puts functions behind buckets. */
export function createStorageWire(host: FrameworkHost): StorageWire {
  return createEventarcWire<"storage", OutgoingNotification>(host, {
    kind: "storage",
    trigger: "cloud-storage",
    signature: "http",
    accept(notification, place, { to: bucket, now: at }) {
      const stored = storageEvent(place, notification, { bucket, at });
      return { id: stored.id, stored };
    },
  });
}

/** Puts functions behind collections of Firestore. JSON goes to the signature `cloudevent`: both are tried so. */
export function createFirestoreWire(
  trigger: "firestore" | "firestore-json",
  host: FrameworkHost,
): ChangeWire {
  const isJson = trigger === "firestore-json";
  return createEventarcWire<"change", OutgoingChange>(host, {
    kind: "change",
    trigger,
    signature: isJson ? "cloudevent" : "http",
    accept(change, place, { to: collection, now: at }) {
      const format = isJson ? "json" : "protobuf";
      // The values alone tell what was written: an update has both.
      const written = isJson && (change.operation !== "update" || Boolean(change.before && change.after));
      const stored = firestoreEvent(place, change, { collection, at }, { format, written });
      return { id: stored.id, stored };
    },
  });
}

/** Puts functions behind triggers for events of every type. The place of an event is its type. */
export function createAnyEventWire(host: FrameworkHost): EventWire {
  return createEventarcWire<"event", OutgoingEvent>(host, {
    kind: "event",
    trigger: "eventarc",
    signature: "http",
    accept(event, _, { to: type, now: at }) {
      const stored = anyEvent(event, { type, at });
      return { id: stored.id, stored };
    },
  });
}
