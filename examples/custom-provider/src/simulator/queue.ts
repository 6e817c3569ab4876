import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import type { OutgoingMessage } from "onefn/simulator";
import type { KiteParcel } from "../wire.js";

/** A parcel as a queue keeps it. */
export interface Parcel {
  readonly sent: OutgoingMessage;
  parcel: KiteParcel;
  visibleAt: number;
}

/** One of Kite's queues: it keeps the order of each key. */
export class Queue {
  readonly #name: string;
  readonly #parcels = new Map<string, Parcel>();

  constructor(name: string) {
    this.#name = name;
  }

  get size(): number {
    return this.#parcels.size;
  }

  send(sent: OutgoingMessage, now: number): string {
    const { body, contentType, key, attributes = {}, native } = sent;
    const id = randomUUID();
    const labels = Object.entries(attributes).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? { base64: Buffer.from(value).toString("base64") } : value,
    ]);
    const parcel: KiteParcel = {
      id,
      queue: this.#name,
      body: Buffer.from(body as string).toString("base64"),
      ...(contentType !== undefined && { contentType }),
      ...(key !== undefined && { key }),
      labels: Object.fromEntries(labels),
      attempt: 0,
      sent: now,
      ...native,
    };
    this.#parcels.set(id, { sent, parcel, visibleAt: now });
    return id;
  }

  /** What is visible, at most so many; a key stops at the first of its parcels that is not. */
  take(most: number, now: number): readonly Parcel[] {
    const waiting = new Set<string>();
    const taken: Parcel[] = [];
    for (const each of this.#parcels.values()) {
      const { parcel, visibleAt } = each;
      if (visibleAt > now && parcel.key !== undefined) waiting.add(parcel.key);
      if (taken.length === most || visibleAt > now || waiting.has(parcel.key ?? "")) continue;
      each.parcel = { ...parcel, attempt: parcel.attempt + 1 };
      taken.push(each);
    }
    return taken;
  }

  delete(id: string): void {
    this.#parcels.delete(id);
  }

  nextVisibleAt(): number | undefined {
    const times = [...this.#parcels.values()].map(({ visibleAt }) => visibleAt);
    return times.sort((one, other) => one - other)[0];
  }
}
