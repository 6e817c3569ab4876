import { byteStream } from "../fetch/byte-stream.js";
import { tooLarge } from "./pipeline.js";

/** The same bytes, as a stream that fails with a 413 when more of them come than the limit allows. */
export function limitBody(body: ReadableStream<Uint8Array>, limit: () => number): ReadableStream<Uint8Array> {
  let size = 0;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return byteStream(
    async () => {
      // Not before somebody reads.
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
