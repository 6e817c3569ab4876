import { Buffer } from "node:buffer";
import type { IncomingMessage } from "node:http";
import { turn } from "../harness/child.js";

const ERROR_BODY = "lambda-runtime-function-error-body";

/** A streamed answer, or the JSON of the error that came before its first byte. */
export type Streamed =
  | { readonly body: ReadableStream<Uint8Array>; readonly failure?: undefined }
  | { readonly failure: Buffer };

/**
 * A streamed answer's bytes. A function that fails says so in the trailers: before its first byte nothing has begun,
 * and the invocation is one that failed; later, this is where the stream errors. A client that goes away leaves the
 * function running, and its bytes go nowhere.
 */
export async function readStream(request: IncomingMessage): Promise<Streamed> {
  const chunks = request[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<Uint8Array>> | undefined = chunks.next();
  if ((await next).done) {
    const failure = await failureIn(request);
    if (failure !== undefined) return { failure };
  }
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await (next ?? chunks.next());
        next = undefined;
        if (!done) return controller.enqueue(value);
        const failure = await failureIn(request);
        if (failure === undefined) controller.close();
        else controller.error(new Error(failure.toString()));
      },
      cancel: () => void drain(chunks),
    },
    // A gateway takes what fits into its buffers, whether or not its client reads.
    new ByteLengthQueuingStrategy({ highWaterMark: 64 * 1024 }),
  );
  return { body };
}

/** The error of a function whose answer has ended. */
async function failureIn(request: IncomingMessage): Promise<Buffer | undefined> {
  await turn();
  const failure = request.trailers[ERROR_BODY];
  return failure === undefined ? undefined : Buffer.from(failure, "base64");
}

async function drain(chunks: AsyncIterator<unknown>): Promise<void> {
  try {
    while (!(await chunks.next()).done);
  } catch {
    // The process ended; nobody reads this answer any more.
  }
}
