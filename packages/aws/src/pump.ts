import { bytesOnly, OnefnError } from "onefn/provider";

/** The part of a Node.js `Writable` that Lambda's response stream has. It is not an instance of `Writable`. */
export interface ResponseStream {
  write(chunk: Uint8Array | string): boolean;
  end(): void;
  once(event: "drain" | "close" | "error", listener: (error?: unknown) => void): unknown;
  off(event: "drain" | "close" | "error", listener: (error?: unknown) => void): unknown;
  readonly destroyed?: boolean;
}

type Body = string | Uint8Array | ReadableStream<Uint8Array> | null;

/**
 * Writes a body to a response stream and ends it. An empty body is written too: the first `write` sends the status
 * and the headers.
 *
 * @throws OnefnError ONEFN_STREAM_FAILED if the body fails. The stream then stays open, so that the response does not
 * look complete.
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
    // An empty write sends the head at once: the first chunk may take long.
    stream.write("");
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      // Lambda's stream would silently write anything else as JSON.
      const flowing = stream.write(bytesOnly(next.value));
      sent += next.value.byteLength;
      if (!flowing) await drained(stream);
    }
  } catch (cause) {
    // Tells the producer that nobody reads on.
    reader.cancel(cause).catch(() => {});
    throw new OnefnError(
      "ONEFN_STREAM_FAILED",
      `[onefn/aws] stream: the body failed after ${sent} bytes, so the client sees a truncated response. ` +
        "The cause says why.",
      { cause },
    );
  }
}

/** Waits until the stream accepts more. One that breaks meanwhile never drains. */
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
