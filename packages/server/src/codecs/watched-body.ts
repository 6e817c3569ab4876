import type { FetchExchange } from "../fetch-exchange.js";
import { interrupted } from "./interrupted.js";

/**
 * The request with a body that tells when its client has left in the middle of it: Deno fires no signal then, and ends
 * the reading by an error of its own. Other runtimes do both by themselves.
 * @see https://github.com/denoland/deno/issues/27132
 */
export function withWatchedBody(exchange: FetchExchange): Request {
  const { request } = exchange;
  if (!exchange.onDeno || !request.body) return request;
  const { body } = request;
  // Not before somebody reads: until then, the runtime's own request can be read in its place.
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const read = () => {
    reader ??= body.getReader();
    return reader.read();
  };
  const watched = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await read().catch((cause: unknown) => {
          exchange.left();
          throw interrupted(cause);
        });
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => (reader ?? body).cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return new Request(request, { body: watched, duplex: "half", signal: exchange.gone } as RequestInit);
}
