import { bytesOnly } from "onefn/provider";

/** The beginning of a stream. */
export interface Begun {
  /** All that there is, where that is known. */
  readonly whole?: Uint8Array;
  readonly first?: Uint8Array | undefined;
  /** What comes after `first`. */
  readonly next: Promise<Chunk>;
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;
type Chunk = Awaited<ReturnType<Reader["read"]>>;

/**
 * Looks what a stream has at hand. A plain Response hides a body that is whole behind a stream of one chunk; found
 * out, it goes out in one piece and with its length. A stream that has to wait for its data is not waited for.
 */
export async function atHand(reader: Reader): Promise<Begun> {
  const head = reader.read();
  const first = await now(head);
  if (!first) return { next: head };
  if (first.done) return { whole: new Uint8Array(), next: head };
  // Before anything of it is sent.
  bytesOnly(first.value);
  const next = reader.read();
  // A failure here is one of the middle: the first chunk goes out before it.
  const second = await now(next).catch(() => undefined);
  return second?.done ? { whole: first.value, next } : { first: first.value, next };
}

/** What a promise gives before anything else happens in the process; undefined when it takes longer. */
function now(chunk: Promise<Chunk>): Promise<Chunk | undefined> {
  return new Promise((resolve, reject) => {
    const late = setImmediate(resolve, undefined);
    chunk.then(resolve, reject).finally(() => clearImmediate(late));
  });
}
