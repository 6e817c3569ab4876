import type { IncomingMessage } from "node:http";
import { turn } from "../harness/child.js";

const ERROR_BODY = "lambda-runtime-function-error-body";

/**
 * A streamed answer's bytes. A function that fails after its first byte says so in the trailers, which is where this
 * stream errors; a client that goes away leaves the function running, and its bytes go nowhere.
 */
export function readStream(request: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = request[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (!done) return controller.enqueue(value);
        await turn();
        const failure = request.trailers[ERROR_BODY];
        if (failure === undefined) controller.close();
        else controller.error(new Error(Buffer.from(failure, "base64").toString()));
      },
      cancel: () => void drain(chunks),
    },
    // A gateway takes what fits into its buffers, whether or not its client reads.
    new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 }),
  );
}

async function drain(chunks: AsyncIterator<unknown>): Promise<void> {
  try {
    while (!(await chunks.next()).done);
  } catch {
    // The process ended; nobody reads this answer any more.
  }
}
