/**
 * What a lazy `Request` reads from: an object over a native event, whose members are called only when a handler reads
 * them. An HTTP codec implements it; {@link createRequest} turns it into a Request.
 */
export interface RequestSource {
  /** The method, as the wire spells it. */
  readonly method: string;
  /**
   * The absolute URL, as `absoluteUrl` returns it: parsing does not change it. Escapes stay as the client sent them.
   */
  url(): string;
  /** The value of one header, repeated ones joined with `", "`, or null. `name` is in lower case. */
  header(name: string): string | null;
  /** All headers in the order of the wire, names in lower case. A repeated header appears repeatedly. */
  headers(): Iterable<readonly [name: string, value: string]>;
  /** Called once if headers were left out because HTTP forbids their names or values. */
  leftOut?(): void;
  /**
   * The body: bytes (a string stands for its UTF-8 bytes), a stream of them, a body that is still arriving, or null
   * if there is none.
   */
  body(): Uint8Array | string | ReadableStream<Uint8Array> | ArrivingBody | null;
  /** Aborted when nobody waits for the response any more. Absent: a signal that never aborts. */
  signal?(): AbortSignal;
}

/** A body that is still arriving. It is read once: whole, which costs a fraction of a stream, or as a stream. */
export interface ArrivingBody {
  bytes(): Promise<Uint8Array>;
  /** The bytes as UTF-8, if the platform decodes them while collecting them. Default: `bytes` are decoded. */
  text?(): Promise<string>;
  stream(): ReadableStream<Uint8Array>;
}
