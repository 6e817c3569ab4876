/** One header, as it is written. A name may occur several times. */
export type HeaderLine = readonly [name: string, value: string];

/** What Kite, an invented cloud, sends with every invocation. Everything travels as JSON. */
interface KiteEvent {
  readonly id: string;
  /** Milliseconds since the epoch at which Kite gives up. */
  readonly deadline: number;
}

/** What Kite passes to a function for a request. */
export interface KiteCall extends KiteEvent {
  readonly kite: "call";
  readonly method: string;
  /** Path and query, as the client wrote them. */
  readonly target: string;
  readonly host: string;
  readonly headers: readonly HeaderLine[];
  /** Base64, or null if there is none. */
  readonly body: string | null;
  /** The address that connected. */
  readonly peer: string;
}

/** The answer that Kite accepts. */
export interface KiteAnswer {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  /** Base64. */
  readonly body: string;
}

/** What Kite passes to a function for messages. */
export interface KiteDelivery extends KiteEvent {
  readonly kite: "delivery";
  readonly parcels: readonly KiteParcel[];
}

/** One message. */
export interface KiteParcel {
  readonly id: string;
  readonly queue: string;
  /** Base64. */
  readonly body: string;
  readonly contentType?: string;
  readonly labels: Readonly<Record<string, string | number | boolean | { readonly base64: string }>>;
  /** Parcels of one key are delivered in order. */
  readonly key?: string;
  /** The first delivery is 1. */
  readonly attempt: number;
  /** Milliseconds since the epoch. */
  readonly sent: number;
}

/** The answer that Kite accepts for a delivery: the fate of each parcel, in order. */
export interface KiteFates {
  readonly fates: readonly KiteFate[];
}

/** Done, dead, or delivered again after this many seconds. */
export type KiteFate = "done" | "dead" | { readonly again: number };
