/** One header on the wire: every character is a byte. */
export type HeaderLine = readonly [name: string, value: string];

/** What Cloudflare Access knows of a user. */
export interface AccessIdentity {
  readonly aud: string;
  readonly identity: Readonly<Record<string, unknown>>;
}

/** A request that has passed Cloudflare's network on its way to a Worker. */
export interface Arrival {
  readonly method: string;
  /** Absolute; path and query are as the client sent them. */
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  /** Bytes of announced length, a stream, or null if there is none. */
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
  /** The value of `request.cf`. */
  readonly cf: Readonly<Record<string, unknown>>;
  /** The user whom Access let through. */
  readonly access: AccessIdentity | undefined;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}
