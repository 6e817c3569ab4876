/** One header, as it is written. A name may come several times. */
export type HeaderLine = readonly [name: string, value: string];

/** What Kite, an invented cloud, says of every invocation. Everything travels as JSON. */
interface KiteEvent {
  readonly id: string;
  /** Milliseconds since the epoch at which Kite gives up. */
  readonly deadline: number;
}

/** What Kite hands to a function for a request. */
export interface KiteCall extends KiteEvent {
  readonly kite: "call";
  readonly method: string;
  /** Path and query, as the client wrote them. */
  readonly target: string;
  readonly host: string;
  readonly headers: readonly HeaderLine[];
  /** Base64; null where there is none. */
  readonly body: string | null;
  /** The address that connected. */
  readonly peer: string;
}

/** What Kite takes as the answer. */
export interface KiteAnswer {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  /** Base64. */
  readonly body: string;
}

/** What Kite hands to a function for messages. */
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
  /** Parcels of one key are delivered in their order. */
  readonly key?: string;
  /** The first delivery is 1. */
  readonly attempt: number;
  /** Milliseconds since the epoch. */
  readonly sent: number;
}

/** What Kite takes for a delivery: the fate of each parcel, in their order. */
export interface KiteFates {
  readonly fates: readonly KiteFate[];
}

/** Done, dead, or delivered again after so many seconds. */
export type KiteFate = "done" | "dead" | { readonly again: number };
