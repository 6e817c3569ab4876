import { OnefnError } from "../errors.js";
import type { CloudEventSource } from "../kinds/event.js";
import type { Reading } from "../provider/codec.js";
import { blobEvents, containerOf, isBlobEvent } from "./blob-event.js";
import { envelopeOf, GridEvent } from "./grid-event.js";

/** An event of a topic as it is. */
class TopicEvent extends GridEvent implements CloudEventSource {
  data(): unknown {
    const { data, data_base64: base64 } = this.record;
    return typeof base64 === "string" ? bytesOf(base64) : data;
  }
  contentType(): string | undefined {
    return this.text("datacontenttype") ?? (this.record.data === undefined ? undefined : "application/json");
  }
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
  } catch {
    throw new OnefnError(
      "ONEFN_MESSAGE_UNDECODABLE",
      "the data of the event is no base64. Check what publishes it.",
    );
  }
}

/**
 * The readings of an event of Azure Event Grid, whatever delivers it: an event of an object in a storage account is a
 * notification, and every event is one of its topic.
 */
export const gridReadings: readonly Reading<unknown>[] = [
  { kind: "storage", reads: isBlobEvent, origin: containerOf, decode: blobEvents },
  {
    kind: "event",
    origin: (record) => envelopeOf(record)?.type ?? "",
    decode: (record) => new TopicEvent(record),
  },
];
