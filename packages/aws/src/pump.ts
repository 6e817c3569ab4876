import { bytesOnly, OnefnError } from "onefn/provider";

/** The part of a Node.js `Writable` that Lambda's response stream has; it is no instance of one. */
export interface ResponseStream {
  write(chunk: Uint8Array | string): boolean;
  end(): void;
  once(event: "drain" | "close" | "error", listener: (error?: unknown) => void): unknown;
  off(event: "drain" | "close" | "error", listener: (error?: unknown) => void): unknown;
  readonly destroyed?: boolean;
}

type Body = string | Uint8Array | ReadableStream<Uint8Array> | null;

/**
 * Writes a body to a response stream and ends it. An empty body is written too: the first `write` is what sends the
 * status and the headers.
 *
 * @throws OnefnError ONEFN_STREAM_FAILED when the body fails on its way; the stream is left open, so that the
 * answer is not taken for a whole one.
 */
export async function pump(body: Body, stream: ResponseStream): Promise<void> {
  if (body === null || typeof body === "string" || body instanceof Uint8Array) stream.write(body ?? "");
  else await pumpStream(body, stream);
  stream.end();
}

async function pumpStream(body: ReadableStream<Uint8Array>, stream: ResponseStream): Promise<void> {
  const reader = body.getReader();
  let sent = 0;
  try {
    // An empty write sends the head at once: the first chunk may be long in coming.
    stream.write("");
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      // Lambda's stream would write anything else as JSON, and nobody would know.
      const flowing = stream.write(bytesOnly(next.value));
      sent += next.value.byteLength;
      if (!flowing) await drained(stream);
    }
  } catch (cause) {
    // Whatever failed, the producer is told that nobody reads on.
    reader.cancel(cause).catch(() => {});
    throw new OnefnError(
      "ONEFN_STREAM_FAILED",
      `[onefn/aws] stream: the body failed after ${sent} bytes, and the client sees an answer that is cut off. ` +
        "The cause says why.",
      { cause },
    );
  }
}

/** Waits until the stream takes more. One that breaks meanwhile never drains. */
function drained(stream: ResponseStream): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: unknown) => {
      stream.off("drain", onDrain);
      stream.off("close", onBreak);
      stream.off("error", onBreak);
      if (error === undefined) resolve();
      else reject(error);
    };
    const onDrain = () => settle();
    const onBreak = (error?: unknown) => settle(error ?? new Error("The response stream was closed."));
    stream.once("drain", onDrain);
    stream.once("close", onBreak);
    stream.once("error", onBreak);
    if (stream.destroyed) onBreak();
  });
}
