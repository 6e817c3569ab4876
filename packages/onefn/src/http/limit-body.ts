import { tooLarge } from "./error-response.js";

/** The same bytes, as a stream that fails with a 413 if they exceed the limit. */
export function limitBody(body: ReadableStream<Uint8Array>, limit: () => number): ReadableStream<Uint8Array> {
  let size = 0;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return byteStream(
    async () => {
      // Deferred until somebody reads.
      reader ??= body.getReader();
      const { value } = await reader.read();
      size += value?.byteLength ?? 0;
      if (size <= limit()) return value;
      const error = tooLarge();
      reader.cancel(error).catch(() => {});
      throw error;
    },
    (reason) => (reader ?? body).cancel(reason),
  );
}

/**
 * A body as a byte stream, so that `getReader({ mode: "byob" })` works as it does for the runtime's own requests.
 *
 * @param next returns the next bytes, or undefined at the end. They are copied: a byte stream takes over the memory
 * of its chunks, and a platform's chunks share theirs.
 */
function byteStream(
  next: () => Promise<Uint8Array | undefined>,
  cancel: (reason: unknown) => Promise<void>,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    type: "bytes",
    async pull(controller) {
      let bytes = await next();
      // A byte stream refuses an empty chunk, and a pull without a chunk leaves the reader waiting.
      while (bytes?.byteLength === 0) bytes = await next();
      if (bytes) return controller.enqueue(new Uint8Array(bytes));
      controller.close();
      controller.byobRequest?.respond(0);
    },
    cancel,
  });
}
