import { bytesOnly } from "onefn/provider";

/** The beginning of a stream. */
export interface Beginning {
  /** The whole body, if that is known. */
  readonly whole?: Uint8Array;
  readonly first?: Uint8Array | undefined;
  /** The chunk after `first`. */
  readonly next: Promise<Chunk>;
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;
type Chunk = Awaited<ReturnType<Reader["read"]>>;

/**
 * Looks at the chunks that a stream has ready. A plain Response hides a whole body behind a stream of one chunk;
 * detected here, it is sent at once and with its length. This never waits for a stream's data.
 */
export async function readAhead(reader: Reader): Promise<Beginning> {
  const head = reader.read();
  const first = await now(head);
  if (!first) return { next: head };
  if (first.done) return { whole: new Uint8Array(), next: head };
  // Before any of it is sent.
  bytesOnly(first.value);
  const next = reader.read();
  // A failure here is one in the middle: the first chunk is sent before it.
  const second = await now(next).catch(() => undefined);
  return second?.done ? { whole: first.value, next } : { first: first.value, next };
}

/** The result of a promise that is already settled; otherwise undefined. */
function now(chunk: Promise<Chunk>): Promise<Chunk | undefined> {
  return new Promise((resolve, reject) => {
    const late = setImmediate(resolve, undefined);
    chunk.then(resolve, reject).finally(() => clearImmediate(late));
  });
}
