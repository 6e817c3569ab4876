/**
 * A body as a byte stream, which a `getReader({ mode: "byob" })` reads into buffers of its own, as it does those of the
 * runtime's requests.
 *
 * @param next gives the next bytes, and undefined at their end. They are copied: a byte stream takes the memory of what
 * it is given, and a platform's pieces share theirs.
 */
export function byteStream(
  next: () => Promise<Uint8Array | undefined>,
  cancel: (reason: unknown) => Promise<void>,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    type: "bytes",
    async pull(controller) {
      let bytes = await next();
      // It takes no empty piece, and no answer to a pull leaves the reader waiting.
      while (bytes?.byteLength === 0) bytes = await next();
      if (bytes) return controller.enqueue(new Uint8Array(bytes));
      controller.close();
      controller.byobRequest?.respond(0);
    },
    cancel,
  });
}
