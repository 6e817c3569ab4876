import { Buffer } from "node:buffer";
import {
  type AttributeValue,
  type MessageSource,
  parseTraceparent,
  type RecordCodec,
  type Settled,
  type Trace,
} from "onefn/provider";
import type { KiteDelivery, KiteFate, KiteFates, KiteParcel } from "./wire.js";

/** Kite's message wire. Each parcel is settled by itself, and parcels of one key wait for each other. */
export const delivery: RecordCodec<KiteDelivery, KiteParcel, KiteFates, undefined> = {
  trigger: "delivery",
  matches: (native) => (native as Partial<KiteDelivery> | null)?.kite === "delivery",
  records: ({ parcels }) => parcels,
  readings: [{ kind: "message", origin: ({ queue }) => queue, decode: (parcel) => new ParcelSource(parcel) }],
  lanes: () => keyOf,
  delays: () => true,
  rejects: () => true,
  settle: (settled) => ({ fates: settled.map(fateOf) }),
};

function keyOf({ key }: KiteParcel): string | undefined {
  return key;
}

function fateOf(settled: Settled): KiteFate {
  if (settled.type === "retry") return { again: settled.after ?? 0 };
  return settled.type === "ack" ? "done" : "dead";
}

/** A message that reads a parcel only when a handler needs it. */
class ParcelSource implements MessageSource {
  readonly record: KiteParcel;
  readonly id: string;

  constructor(parcel: KiteParcel) {
    this.record = parcel;
    this.id = parcel.id;
  }

  source(): string {
    return `kite:queues/${this.record.queue}`;
  }
  type(): string {
    return "example.kite.parcel";
  }
  enqueuedAt(): Date {
    return new Date(this.record.sent);
  }
  body(): Uint8Array {
    return new Uint8Array(Buffer.from(this.record.body, "base64"));
  }
  contentType(): string | undefined {
    return this.record.contentType;
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    const attributes: Record<string, AttributeValue> = Object.create(null);
    for (const [name, value] of Object.entries(this.record.labels)) {
      attributes[name] =
        typeof value === "object" ? new Uint8Array(Buffer.from(value.base64, "base64")) : value;
    }
    return attributes;
  }
  attempt(): number {
    return this.record.attempt;
  }
  key(): string | undefined {
    return this.record.key;
  }
  trace(): Trace | undefined {
    const { traceparent, tracestate } = this.record.labels;
    return typeof traceparent === "string"
      ? parseTraceparent(traceparent, typeof tracestate === "string" ? tracestate : null)
      : undefined;
  }
}
