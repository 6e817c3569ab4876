import { bytesOnly, type Call, type HttpCodec, OnefnError, takeBody } from "onefn/provider";
import type { AzureRequest, AzureResult, Invocation } from "../native.js";
import { http } from "./http.js";
import { readHead, resultOf } from "./response.js";

type Reader = ReadableStreamDefaultReader<Uint8Array>;
type Chunk = Awaited<ReturnType<Reader["read"]>>;

/** HTTP with streamed responses, for apps with `enableHttpStream`. */
export const httpStream: HttpCodec<AzureRequest, AzureResult, Invocation> = {
  ...http,
  trigger: "http-stream",
  encode(response, call) {
    const head = readHead(response);
    const body = takeBody(response);
    return body !== null && typeof body === "object" && "getReader" in body
      ? begin(body.getReader(), call).then((begun) => resultOf(head, begun))
      : resultOf(head, body);
  },
};

/** The library sends the head with the first chunk, so a stream that fails before it can be a plain 500. */
async function begin(reader: Reader, encoding: Call): Promise<ReadableStream<Uint8Array> | null> {
  const first = await reader.read();
  if (!first.done) bytesOnlyOf(first.value, reader);
  return first.done ? null : unfailing(first, reader, encoding);
}

/**
 * The stream of a response, which ends where the handler's stream fails: the library would leave the client waiting for
 * the rest. The failure is in the log.
 */
function unfailing(first: Chunk, reader: Reader, encoding: Call): ReadableStream<Uint8Array> {
  const release = encoding.hold();
  // Work given to waitUntil so far does not delay the first chunk.
  const work = encoding.settled();
  let next: Promise<Chunk> | undefined = Promise.resolve(first);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await (next ?? reader.read());
          next = undefined;
          if (!done) return controller.enqueue(bytesOnlyOf(value, reader));
        } catch (error) {
          logFailure(error, encoding);
        }
        // The invocation ends with its stream, and then the host may stop its work.
        await work;
        await encoding.settled();
        controller.close();
        release();
      },
      async cancel(reason) {
        release();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The library would send anything else as text. Tells the stream's source that nobody reads on. */
function bytesOnlyOf(piece: unknown, reader: Reader): Uint8Array {
  try {
    return bytesOnly(piece);
  } catch (error) {
    reader.cancel(error).catch(() => {});
    throw error;
  }
}

function logFailure(cause: unknown, encoding: Call): void {
  const error = new OnefnError(
    "ONEFN_STREAM_FAILED",
    "[onefn/azure] The response's body failed after its head was sent, so the response ended early, and the client " +
      "cannot tell. Catch the error in the stream, or send the body whole.",
    { cause },
  );
  encoding.log("error", error.message, { code: error.code, error });
}
