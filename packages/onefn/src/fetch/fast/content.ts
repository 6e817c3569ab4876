import { isDisturbed, isStream, tagOf } from "../content.js";

/** Where a body's bytes come from. A string stands for its UTF-8 bytes. */
export type Source = string | Uint8Array | Blob | ReadableStream<Uint8Array>;

/** The source behind each stream that was made from a whole body. */
const origins = new WeakMap<ReadableStream, Source>();

/** The body of one Response. It owns its bytes: nothing else changes them. */
export class Content {
  /** Absent until it is read, unless the source is a stream. */
  stream: ReadableStream<Uint8Array> | undefined;
  #source: Source;
  #used = false;

  constructor(
    source: Source,
    /** The content type that such a body implies. */
    readonly type = "",
  ) {
    this.#source = source;
    if (!isStream(source)) return;
    this.stream = source;
    // A body stays whole when frameworks pass it from one Response to another.
    this.#source = origins.get(source) ?? source;
  }

  get used(): boolean {
    return this.#used || (this.stream !== undefined && isDisturbed(this.stream));
  }

  /** Returns the source, once. @throws TypeError if the body was already read, or is being read. */
  take(): Source {
    this.assertUnused();
    this.#used = true;
    // Other holders of the stream find it read and locked.
    if (this.stream !== this.#source) void this.stream?.getReader().cancel();
    return this.#source;
  }

  open(): ReadableStream<Uint8Array> {
    if (!this.stream) {
      const source = this.#source as string | Blob;
      this.stream = (isBlob(source) ? source : new Blob([source])).stream() as ReadableStream<Uint8Array>;
      origins.set(this.stream, source);
      if (this.#used) void this.stream.getReader().cancel();
    }
    return this.stream;
  }

  /** A second body of the same bytes. @throws TypeError like {@link take}. */
  clone(): Content {
    this.assertUnused();
    const source = this.#source;
    if (source instanceof Uint8Array) return new Content(new Uint8Array(source));
    if (!isStream(source)) return new Content(source);
    const [mine, other] = source.tee();
    this.#source = mine;
    this.stream = mine;
    return new Content(other);
  }

  assertUnused(): void {
    if (this.used || this.stream?.locked) throw new TypeError("The body is unusable: it was already read.");
  }
}

export function isBlob(source: unknown): source is Blob {
  const tag = tagOf(source);
  return tag === "Blob" || tag === "File";
}
