import { tagOf } from "./content.js";

/** All bytes of a stream, which stays locked, as after any read. @throws TypeError if it yields anything else. */
export async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      chunks.push(bytesOnly(next.value));
  } catch (error) {
    // Tells the stream's source that nobody reads on.
    reader.cancel(error).catch(() => {});
    throw error;
  }
  return Buffer.concat(chunks);
}

/** A chunk of a body, which must be bytes. @throws TypeError @see https://fetch.spec.whatwg.org/#body-fully-read */
export function bytesOnly(piece: unknown): Uint8Array {
  if (tagOf(piece) === "Uint8Array") return piece as Uint8Array;
  throw new TypeError("A body stream must yield Uint8Array. Use stream() or a TextEncoderStream.");
}
