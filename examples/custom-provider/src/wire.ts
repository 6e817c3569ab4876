/** One header, as it is written. A name may come several times. */
export type HeaderLine = readonly [name: string, value: string];

/** What Kite, an invented cloud, hands to a function for a request. It travels as JSON. */
export interface KiteCall {
  readonly kite: "call";
  readonly id: string;
  readonly method: string;
  /** Path and query, as the client wrote them. */
  readonly target: string;
  readonly host: string;
  readonly headers: readonly HeaderLine[];
  /** Base64; null where there is none. */
  readonly body: string | null;
  /** The address that connected. */
  readonly peer: string;
  /** Milliseconds since the epoch at which Kite gives up. */
  readonly deadline: number;
}

/** What Kite takes as the answer. It travels as JSON. */
export interface KiteAnswer {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  /** Base64. */
  readonly body: string;
}
