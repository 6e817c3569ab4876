import type { WrittenRequest } from "./record-wire.js";

/** A body that is sent in two chunks, so that its length is unknown before its end. */
export function inChunks(body: WrittenRequest["body"]): ReadableStream<Uint8Array> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const middle = bytes.length >> 1;
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice(0, middle));
      controller.enqueue(bytes.slice(middle));
      controller.close();
    },
  });
}
