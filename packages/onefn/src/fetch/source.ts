/**
 * Where a lazy `Request` reads from: one object over a native event, whose members are asked only
 * when a handler reads them. An HTTP codec implements it; {@link createRequest} turns it into a Request.
 */
export interface RequestSource {
  /** The method, as the wire spells it. */
  readonly method: string;
  /** The absolute URL, as `absoluteUrl` gives it: parsing it changes nothing. Escapes stand as the client sent them. */
  url(): string;
  /** The value of one header, repeated ones joined with `", "`, or null. `name` is in lower case. */
  header(name: string): string | null;
  /** All headers in the wire's order, names in lower case; a repeated header comes repeatedly. */
  headers(): Iterable<readonly [name: string, value: string]>;
  /** Told that headers were left out, once, since HTTP forbids their names or values. */
  leftOut?(): void;
  /**
   * The body's bytes (a string stands for its UTF-8 bytes), a stream of them, one that is still arriving, or null
   * where there is none.
   */
  body(): Uint8Array | string | ReadableStream<Uint8Array> | ArrivingBody | null;
  /** Fires when nobody waits for the answer any more. Absent: a signal that never fires. */
  signal?(): AbortSignal;
}

/** A body that is still arriving. It is read once: whole, which costs a fraction of a stream, or as a stream. */
export interface ArrivingBody {
  bytes(): Promise<Uint8Array>;
  /** The bytes as UTF-8, where the platform decodes them while it collects them. Default: `bytes` are decoded. */
  text?(): Promise<string>;
  stream(): ReadableStream<Uint8Array>;
}
