import { Buffer } from "node:buffer";
import type { ServerResponse } from "node:http";
import { bytesOnly, headerEntries, OnefnError, takeBody } from "onefn/provider";
import type { NodeCall } from "../node-call.js";
import { type Beginning, readAhead } from "./read-ahead.js";

/** What must be done before the last byte of a response is sent; undefined if there is nothing. */
export type Before = () => Promise<void> | undefined;

const NOTHING: Before = () => undefined;

/**
 * Ends a response whose head was sent. Nothing can be taken back: what was written is sent, and the connection closes
 * early, so that the client notices. False if the head was not sent.
 */
export function abortNode(_: unknown, { response: out }: NodeCall): boolean {
  // node:http keeps the status text of a head that it refused.
  if (out.headersSent) out.socket?.destroySoon();
  else out.statusMessage = "";
  return out.headersSent;
}

/** Writes a Response; asynchronous if its body is a stream, or if something must be done before its end. */
export function sendNode(
  response: Response,
  call: NodeCall,
  beforeEnd: Before = NOTHING,
): void | Promise<void> {
  const { response: out } = call;
  // First, because an error in the head is not a failure of the body.
  const head = readHead(response);
  const body = takeBody(response);
  // A client that waits with its body, and is answered without it, may or may not send it: the connection cannot be
  // reused.
  if (call.awaitsContinue) out.shouldKeepAlive = false;
  if (body !== null && typeof body === "object" && "getReader" in body) {
    const length = response.headers.get("content-length");
    return sendStream({ ...head, length }, body.getReader(), call, beforeEnd);
  }
  const work = beforeEnd();
  if (work) return work.then(() => sendWhole(head, body, call));
  sendWhole(head, body, call);
}

/** The head of a response without what node:http frames itself. */
interface NodeHead {
  readonly status: number;
  readonly statusText: string;
  /** name, value, name, value */
  readonly headers: string[];
  /** The content length that the handler has set for a stream. */
  readonly length?: string | null;
}

const NUMBER = /^\d+$/;

function readHead(response: Response): NodeHead {
  const headers: string[] = [];
  headerEntries(response, (name, value) => {
    if (name !== "content-length" || NUMBER.test(value)) headers.push(name, value);
  });
  return { status: response.status, statusText: response.statusText, headers };
}

function sendWhole(head: NodeHead, body: string | Uint8Array | null, call: NodeCall): void {
  if (call.response.destroyed) return;
  const size = typeof body === "string" ? Buffer.byteLength(body) : (body?.byteLength ?? 0);
  writeHead(head, size, call);
  if (body === null) call.response.end();
  else call.response.end(typeof body === "string" && isBeyondAscii(head) ? Buffer.from(body) : body);
}

/** node:http writes a head and a text body at once, in the text's encoding, which would turn Latin-1 into UTF-8. */
function isBeyondAscii({ headers, statusText }: NodeHead): boolean {
  return BEYOND_ASCII.test(statusText) || headers.some((text) => BEYOND_ASCII.test(text));
}

const BEYOND_ASCII = /[\x80-\xff]/;

/**
 * If the size is known, the framing is ours: a wrong `Content-Length` or `Transfer-Encoding` from the handler would
 * make the client read the next response as part of this one.
 */
function writeHead(head: NodeHead, size: number | undefined, { request, response: out }: NodeCall): void {
  const { status, statusText, headers, length } = head;
  if (size === undefined) {
    if (length && NUMBER.test(length)) {
      headers.push("content-length", length);
      out.strictContentLength = true;
    }
  } else if (!bodiless(status) && !(size === 0 && request.method === "HEAD"))
    headers.push("content-length", `${size}`);
  if (statusText) out.writeHead(status, statusText, headers);
  else out.writeHead(status, headers);
}

/** Statuses without a body. A 304 may say how long the body would be. */
function bodiless(status: number): boolean {
  return status === 204 || status === 304;
}

/** Writes as fast as the client reads, and stops the stream when the client has gone. */
async function sendStream(
  head: NodeHead,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  call: NodeCall,
  beforeEnd: Before,
): Promise<void> {
  const { response: out } = call;
  const stop = () => void reader.cancel().catch(() => {});
  if (out.destroyed) return stop();
  out.once("close", stop);
  call.streams?.(stop, typeIn(head));
  try {
    const begun = await readAhead(reader);
    if (out.destroyed) return;
    if (begun.whole) {
      await beforeEnd();
      return sendWhole(head, begun.whole, call);
    }
    writeHead(head, undefined, call);
    await pump(begun, reader, out);
    await beforeEnd();
    if (!out.destroyed) out.end();
  } catch (error) {
    // Otherwise a stream that yields anything but bytes would continue.
    stop();
    throw failed(error, out);
  } finally {
    out.off("close", stop);
  }
}

function typeIn({ headers }: NodeHead): string | undefined {
  const at = headers.indexOf("content-type");
  return at === -1 ? undefined : headers[at + 1];
}

async function pump(
  { first, next }: Beginning,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  out: ServerResponse,
): Promise<void> {
  if (first) out.write(first);
  else out.flushHeaders();
  for (let chunk = await next; !out.destroyed; chunk = await reader.read()) {
    if (chunk.done) return;
    if (!out.write(bytesOnly(chunk.value))) await drained(out);
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

function failed(cause: unknown, out: ServerResponse): OnefnError {
  const fate = out.headersSent
    ? "after its head was sent, so the connection was closed"
    : "before its first bytes, so a plain 500 was sent";
  return new OnefnError(
    "ONEFN_STREAM_FAILED",
    `[onefn] The response's body failed ${fate}. Catch the error in the stream, or send the body whole.`,
    { cause },
  );
}
