import { bytesOnly } from "./bytes-only.js";

/** All bytes of a stream, which stays locked, as one that was read. @throws TypeError when it yields anything else. */
export async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      chunks.push(bytesOnly(next.value));
  } catch (error) {
    // Whoever makes what is none is told that nobody reads on.
    reader.cancel(error).catch(() => {});
    throw error;
  }
  return Buffer.concat(chunks);
}
