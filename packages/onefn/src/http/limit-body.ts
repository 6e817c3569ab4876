import { tooLarge } from "./pipeline.js";

/** The same stream, which fails with a 413 when more bytes come than the limit allows. */
export function limitBody(body: ReadableStream<Uint8Array>, limit: () => number): ReadableStream<Uint8Array> {
  let size = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size > limit()) throw tooLarge();
        controller.enqueue(chunk);
      },
    }),
  );
}
