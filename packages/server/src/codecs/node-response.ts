import { Buffer } from "node:buffer";
import type { ServerResponse } from "node:http";
import { headerEntries, OnefnError, takeBody } from "onefn/provider";
import type { NodeExchange } from "../node-exchange.js";

/** Writes a Response; a promise where its body is a stream. */
export function sendNode(response: Response, exchange: NodeExchange): void | Promise<void> {
  const { response: out, method } = exchange;
  const body = takeBody(response);
  const size = sizeOf(body);
  if (out.destroyed) return discard(body);
  // A client that waits with its body, and is answered without it, may send it or not: the connection is spent.
  if (exchange.awaitsContinue) out.shouldKeepAlive = false;
  writeHead(out, response, size, method === "HEAD");
  if (!isStream(body)) {
    if (body === null) out.end();
    else out.end(body);
  } else if (method === "HEAD") {
    out.end();
    return discard(body);
  } else return pump(body, out);
}

type Body = ReturnType<typeof takeBody>;

function isStream(body: Body): body is ReadableStream<Uint8Array> {
  return body !== null && typeof body === "object" && "getReader" in body;
}

/** Bytes of the body; undefined where it is a stream. */
function sizeOf(body: Body): number | undefined {
  if (body === null) return 0;
  if (typeof body === "string") return Buffer.byteLength(body);
  return isStream(body) ? undefined : body.byteLength;
}

/**
 * The framing is ours wherever the size is known: a handler's own `Content-Length` or `Transfer-Encoding` that does
 * not fit would make the client read the next response as a part of this one.
 */
function writeHead(out: ServerResponse, response: Response, size: number | undefined, head: boolean): void {
  const { status, statusText } = response;
  const headers: string[] = [];
  const told = size !== undefined && !bodiless(status) && !(head && size === 0);
  headerEntries(response, (name, value) => {
    if (name === "content-length") {
      if (told || status === 204) return;
      out.strictContentLength = true;
    }
    if (name !== "transfer-encoding") headers.push(name, value);
  });
  if (told) headers.push("content-length", `${size}`);
  if (statusText) out.writeHead(status, statusText, headers);
  else out.writeHead(status, headers);
}

/** Statuses whose answers end with the head. A 304 may say how long the body would be. */
function bodiless(status: number): boolean {
  return status === 204 || status === 304;
}

/** Writes as fast as the client reads, and stops the stream when the client has gone. */
async function pump(stream: ReadableStream<Uint8Array>, out: ServerResponse): Promise<void> {
  const reader = stream.getReader();
  const stop = () => void reader.cancel().catch(() => {});
  out.once("close", stop);
  out.flushHeaders();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (out.destroyed) return;
      if (done) break;
      if (!out.write(value)) await drained(out);
    }
    out.off("close", stop);
    out.end();
  } catch (error) {
    throw new OnefnError(
      "ONEFN_STREAM_FAILED",
      "[onefn/server] The response's body failed after its head was sent, so the connection was closed. " +
        "Catch the error in the stream, or send the body whole.",
      { cause: error },
    );
  }
}

function drained(out: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      out.off("drain", done).off("close", done);
      resolve();
    };
    out.on("drain", done).on("close", done);
  });
}

function discard(body: Body): void {
  if (isStream(body)) void body.cancel().catch(() => {});
}
