import { isDisturbed, isStream, tagOf } from "../content.js";

/** Where a body's bytes come from. A string stands for its UTF-8 bytes. */
export type Source = string | Uint8Array | Blob | ReadableStream<Uint8Array>;

/** What is behind a stream that was made of something whole. */
const origins = new WeakMap<ReadableStream, Source>();

/** The body of one Response. It owns its bytes: nobody else changes them. */
export class Content {
  /** Absent until somebody asks for it, unless it is what was given. */
  stream: ReadableStream<Uint8Array> | undefined;
  #source: Source;
  #used = false;

  constructor(
    source: Source,
    /** The content type that such a body brings. */
    readonly type = "",
  ) {
    this.#source = source;
    if (!isStream(source)) return;
    this.stream = source;
    // Passed on from one Response to another, as frameworks do, a body stays whole.
    this.#source = origins.get(source) ?? source;
  }

  get used(): boolean {
    return this.#used || (this.stream !== undefined && isDisturbed(this.stream));
  }

  /** Hands the source out, once. @throws TypeError when the body was read before, or is being read. */
  take(): Source {
    this.assertUnused();
    this.#used = true;
    // Whoever holds the stream finds it read, and locked.
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

  /** A second body of the same bytes. @throws TypeError as {@link take} does. */
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
    if (this.used || this.stream?.locked)
      throw new TypeError("The body is unusable: it has been read before.");
  }
}

export function isBlob(source: unknown): source is Blob {
  const tag = tagOf(source);
  return tag === "Blob" || tag === "File";
}
