/** A body's content before it is read: whole, or a stream. A string stands for its UTF-8 bytes. */
export type Source = string | Uint8Array | Blob | ReadableStream<Uint8Array>;

/** What stands behind a stream that was made of something whole. */
const origins = new WeakMap<ReadableStream, Source>();

/** The body of one Request or Response. It owns its bytes: nobody else changes them. */
export class Content {
  used = false;
  stream: ReadableStream<Uint8Array> | undefined;

  constructor(
    public source: Source,
    /** The content type that goes with the source, where it has one. */
    readonly type?: string,
  ) {
    if (typeof source !== "string" && isStream(source)) {
      this.stream = source;
      this.source = origins.get(source) ?? source;
    }
  }

  get disturbed(): boolean {
    return this.used || (this.stream !== undefined && isDisturbed(this.stream));
  }

  get unusable(): boolean {
    return this.disturbed || this.stream?.locked === true;
  }

  /** Hands the source out, once. @throws TypeError when the body was read before, or is being read. */
  take(): Source {
    this.assertUsable();
    this.used = true;
    // Whoever holds the stream finds it read.
    if (this.stream !== this.source) void this.stream?.cancel();
    return this.source;
  }

  /** The body as a stream; made at the first call, if need be. */
  open(): ReadableStream<Uint8Array> {
    if (!this.stream) {
      const blob = isBlob(this.source) ? this.source : new Blob([this.source as string]);
      this.stream = blob.stream() as ReadableStream<Uint8Array>;
      origins.set(this.stream, this.source);
      if (this.used) void this.stream.cancel();
    }
    return this.stream;
  }

  /** A second body with the same content. @throws TypeError as {@link take} does. */
  clone(): Content {
    this.assertUsable();
    const { source } = this;
    if (source instanceof Uint8Array) return new Content(new Uint8Array(source));
    if (source !== this.stream) return new Content(source);
    const [mine, other] = source.tee();
    this.source = this.stream = mine;
    return new Content(other);
  }

  private assertUsable(): void {
    if (this.unusable) throw new TypeError("The body is unusable: it has been read before.");
  }
}

/** All bytes of a source. @throws TypeError when a stream yields something else than bytes. */
export async function bytesOf(source: Source): Promise<Uint8Array> {
  if (typeof source === "string") return new TextEncoder().encode(source);
  if (source instanceof Uint8Array) return source;
  if (isBlob(source)) return new Uint8Array(await source.arrayBuffer());
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError("A body's stream yielded what is no Uint8Array.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The tag tells these classes without touching their globals, which would load them. */
export function tagOf(value: unknown): unknown {
  return (value as Partial<Record<symbol, unknown>>)[Symbol.toStringTag];
}

function isStream(value: object): value is ReadableStream<Uint8Array> {
  return tagOf(value) === "ReadableStream";
}

export function isBlob(value: Source | null): value is Blob {
  const tag = value !== null && tagOf(value);
  return tag === "Blob" || tag === "File";
}

function isDisturbed(stream: ReadableStream): boolean {
  const { isDisturbed } = process.getBuiltinModule("node:stream") as unknown as Record<
    "isDisturbed",
    (stream: ReadableStream) => boolean
  >;
  return isDisturbed(stream);
}
