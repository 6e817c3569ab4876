/** One header as it goes over the wire: every character is a byte. */
export type HeaderLine = readonly [name: string, value: string];

/** What Cloudflare Access knows of a user. */
export interface AccessIdentity {
  readonly aud: string;
  readonly identity: Readonly<Record<string, unknown>>;
}

/** A request that has passed Cloudflare's network and is on its way into a Worker. */
export interface Arrival {
  readonly method: string;
  /** Absolute; path and query stand as the client sent them. */
  readonly url: string;
  readonly headers: readonly HeaderLine[];
  /** Bytes of announced length, a stream of any, or null where there is none. */
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
  /** What `request.cf` says. */
  readonly cf: Readonly<Record<string, unknown>>;
  /** Whom Access let through. */
  readonly access: AccessIdentity | undefined;
  /** Fires when the client has gone. */
  readonly signal: AbortSignal;
}
