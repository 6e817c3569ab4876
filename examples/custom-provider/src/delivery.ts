import { Buffer } from "node:buffer";
import {
  type AttributeValue,
  type Batch,
  type MessageSource,
  type Outcome,
  parseTraceparent,
  type Trace,
} from "onefn/provider";
import type { KiteDelivery, KiteFate, KiteFates, KiteParcel } from "./wire.js";

/** Kite's one wire of messages. Each parcel answers for itself, and those of one key wait for each other. */
export const delivery: Batch<KiteDelivery, KiteParcel, KiteFates, undefined> = {
  arity: "batch",
  trigger: "delivery",
  matches: (native) => (native as Partial<KiteDelivery> | null)?.kite === "delivery",
  records: ({ parcels }) => parcels,
  decode: (parcel) => new ParcelSource(parcel),
  lane: ({ key }) => key,
  from: ({ queue }) => queue,
  delays: true,
  settle: (outcomes) => ({ fates: outcomes.map(fateOf) }),
};

function fateOf(outcome: Outcome): KiteFate {
  if (outcome.type === "retry") return { again: outcome.after ?? 0 };
  return outcome.type === "ack" ? "done" : "dead";
}

/** A message that reads a parcel when a handler first asks. */
class ParcelSource implements MessageSource {
  readonly #parcel: KiteParcel;
  readonly id: string;

  constructor(parcel: KiteParcel) {
    this.#parcel = parcel;
    this.id = parcel.id;
  }

  source(): string {
    return `kite:queues/${this.#parcel.queue}`;
  }
  type(): string {
    return "example.kite.parcel";
  }
  enqueuedAt(): Date {
    return new Date(this.#parcel.sent);
  }
  body(): Uint8Array {
    return new Uint8Array(Buffer.from(this.#parcel.body, "base64"));
  }
  contentType(): string | undefined {
    return this.#parcel.contentType;
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    const attributes: Record<string, AttributeValue> = Object.create(null);
    for (const [name, value] of Object.entries(this.#parcel.labels)) {
      attributes[name] =
        typeof value === "object" ? new Uint8Array(Buffer.from(value.base64, "base64")) : value;
    }
    return attributes;
  }
  attempt(): number {
    return this.#parcel.attempt;
  }
  key(): string | undefined {
    return this.#parcel.key;
  }
  trace(): Trace | undefined {
    const { traceparent, tracestate } = this.#parcel.labels;
    return typeof traceparent === "string"
      ? parseTraceparent(traceparent, typeof tracestate === "string" ? tracestate : null)
      : undefined;
  }
}
