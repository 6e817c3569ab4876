import type { FetchCall } from "../fetch-call.js";
import { interrupted } from "./node-body.js";

/**
 * The request with a body that reports when its client leaves in the middle: on Deno no signal is aborted then, and
 * reading fails with an error of its own. Other runtimes handle both themselves.
 * @see https://github.com/denoland/deno/issues/27132
 */
export function withWatchedBody(call: FetchCall): Request {
  const { request } = call;
  if (!call.onDeno || !request.body) return request;
  const { body } = request;
  // Deferred until somebody reads: until then, the runtime's own request can be read instead.
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const read = () => {
    reader ??= body.getReader();
    return reader.read();
  };
  const watched = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await read().catch((cause: unknown) => {
          call.left();
          throw interrupted(cause);
        });
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => (reader ?? body).cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Request(request, { body: watched, duplex: "half", signal: call.gone } as RequestInit);
}
