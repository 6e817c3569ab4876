import { parseTraceparent, type Trace } from "../context/trace.js";
import { OnefnError } from "../errors.js";

/** An event of Event Grid, in either of its schemas. */
export type GridRecord = Readonly<Record<string, unknown>>;

/** What the envelope says, in either schema. */
export interface Enveloped {
  readonly id: string;
  readonly type: string;
  /** Event Grid's `topic`. */
  readonly source: string;
}

/**
 * The envelope of an event; undefined if it is none.
 * @see https://learn.microsoft.com/en-us/azure/event-grid/event-schema
 * @see https://learn.microsoft.com/en-us/azure/event-grid/cloud-event-schema
 */
export function envelopeOf(record: unknown): Enveloped | undefined {
  if (typeof record !== "object" || record === null) return undefined;
  const { id, eventType, topic, type = eventType, source = topic } = record as GridRecord;
  return isText(id) && isText(type) ? { id, type, source: isText(source) ? source : "" } : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

/** The attributes of CloudEvents, and what Event Grid's own schema has in their place. */
const KNOWN: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...["id", "type", "source", "subject", "time", "data", "data_base64", "datacontenttype"],
  // A published sample of Azure's has this spelling.
  ...["specversion", "specVersion"],
  ...["topic", "eventType", "eventTime", "dataVersion", "metadataVersion"],
]);

/** What any event of Event Grid says, whatever its kind. */
export class GridEvent {
  readonly record: GridRecord;
  readonly id: string;
  readonly #envelope: Enveloped;

  /** @param part which of several notifications in the event this is; empty if it has one. */
  constructor(record: unknown, part = "") {
    const envelope = envelopeOf(record);
    if (!envelope) {
      throw new OnefnError(
        "ONEFN_MESSAGE_UNDECODABLE",
        "the event has no id or no type, in neither schema of Event Grid. Check what publishes it.",
      );
    }
    this.record = record as GridRecord;
    this.#envelope = envelope;
    this.id = envelope.id + part;
  }

  source(): string {
    return this.#envelope.source;
  }
  type(): string {
    return this.#envelope.type;
  }
  subject(): string | undefined {
    return this.text("subject");
  }
  time(): Date | undefined {
    const time = new Date(this.text("time") ?? this.text("eventTime") ?? "");
    return Number.isNaN(time.getTime()) ? undefined : time;
  }
  trace(): Trace | undefined {
    return parseTraceparent(this.text("traceparent"), this.text("tracestate"));
  }
  extensions(): Readonly<Record<string, unknown>> {
    const dataversion = this.text("dataVersion");
    const others = Object.entries(this.record).filter(([name]) => !KNOWN.has(name));
    return { ...Object.fromEntries(others), ...(dataversion && { dataversion }) };
  }

  /** A text of the envelope; undefined if it has none. */
  protected text(name: string): string | undefined {
    const value = this.record[name];
    return isText(value) ? value : undefined;
  }
}
