import { Buffer } from "node:buffer";
import type { LambdaAnswer } from "./host.js";
import { MalformedResult } from "./reply.js";

/** A streamed response in two parts: its head as a result without a body, and its body. */
export interface StreamParts {
  readonly head: unknown;
  readonly body: ReadableStream<Uint8Array>;
}

/** The content type that announces a prelude. */
const WITH_PRELUDE = "application/vnd.awslambda.http-integration-response";
const DELIMITER = Buffer.alloc(8);
/** API Gateway requires the delimiter within the first 16 KB, which is plenty. */
const PRELUDE_LIMIT = 16 * 1024;

/**
 * Reads a stream up to the eight NUL bytes that end its prelude. A stream without one is the body of a 200.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 * @throws MalformedResult if the prelude is incomplete.
 */
export async function readStream(answer: Extract<LambdaAnswer, { kind: "stream" }>): Promise<StreamParts> {
  if (answer.contentType !== WITH_PRELUDE) {
    return { head: { statusCode: 200, headers: { "content-type": answer.contentType } }, body: answer.body };
  }
  const reader = answer.body.getReader();
  let seen: Buffer = Buffer.alloc(0);
  let end = -1;
  while (end === -1) {
    const { done, value } = await reader.read();
    if (done) throw new MalformedResult("the stream ended before its prelude did");
    seen = Buffer.concat([seen, value]);
    end = seen.indexOf(DELIMITER);
    if (end === -1 && seen.length > PRELUDE_LIMIT) throw new MalformedResult("the prelude has no end");
  }
  const first = seen.subarray(end + DELIMITER.length);
  return { head: parsePrelude(seen.toString("utf8", 0, end)), body: restOf(first, reader) };
}

function parsePrelude(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedResult("the prelude is not JSON");
  }
}

function restOf(
  first: Uint8Array,
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      start(controller) {
        if (first.length > 0) controller.enqueue(first);
      },
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** A body that breaks off when its reader goes. */
export function untilGone(body: ReadableStream<Uint8Array>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream(
    {
      start(controller) {
        const leave = () => {
          controller.error(signal.reason);
          reader.cancel(signal.reason).catch(() => {});
        };
        if (signal.aborted) leave();
        else signal.addEventListener("abort", leave, { once: true });
      },
      async pull(controller) {
        const { done, value } = await reader.read();
        if (signal.aborted) return;
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
