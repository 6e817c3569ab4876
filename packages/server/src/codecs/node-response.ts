import { Buffer } from "node:buffer";
import type { ServerResponse } from "node:http";
import { bytesOnly, errorResponse, headerEntries, OnefnError, takeBody } from "onefn/provider";
import type { NodeCall } from "../node-call.js";
import { atHand, type Begun } from "./at-hand.js";

/** What has to be done before the last byte of an answer leaves; undefined when there is nothing. */
export type Before = () => Promise<void> | undefined;

const NOTHING: Before = () => undefined;

/**
 * Answers for an error. Where an answer has begun, nothing can be taken back: what was written goes out, and a connection
 * that ends early tells that there should have been more.
 */
export function failNode(error: unknown, call: NodeCall, beforeEnd: Before = NOTHING): void | Promise<void> {
  const { response: out } = call;
  if (!out.headersSent) {
    // node:http keeps the status text of a head that it refused.
    out.statusMessage = "";
    return sendNode(errorResponse(error), call, beforeEnd);
  }
  out.socket?.destroySoon();
}

/** Writes a Response; a promise where its body is a stream, or where there is something to be done before its end. */
export function sendNode(
  response: Response,
  call: NodeCall,
  beforeEnd: Before = NOTHING,
): void | Promise<void> {
  const { response: out } = call;
  // First: what is wrong with it is no failure of the body.
  const head = readHead(response);
  const body = takeBody(response);
  // A client that waits with its body, and is answered without it, may send it or not: the connection is spent.
  if (call.awaitsContinue) out.shouldKeepAlive = false;
  if (body !== null && typeof body === "object" && "getReader" in body) {
    return sendStream(head, body.getReader(), call, beforeEnd);
  }
  const work = beforeEnd();
  if (work) return work.then(() => sendWhole(head, body, call));
  sendWhole(head, body, call);
}

/** The head of an answer without what node:http frames by itself. */
interface Head {
  readonly status: number;
  readonly statusText: string;
  /** name, value, name, value */
  readonly headers: string[];
  /** The content length that the handler has told. */
  readonly length: string | undefined;
}

const NUMBER = /^\d+$/;

function readHead(response: Response): Head {
  const headers: string[] = [];
  let length: string | undefined;
  headerEntries(response, (name, value) => {
    if (name === "content-length") length = NUMBER.test(value) ? value : undefined;
    else headers.push(name, value);
  });
  return { status: response.status, statusText: response.statusText, headers, length };
}

function sendWhole(head: Head, body: string | Uint8Array | null, call: NodeCall): void {
  if (call.response.destroyed) return;
  const size = typeof body === "string" ? Buffer.byteLength(body) : (body?.byteLength ?? 0);
  writeHead(head, size, call);
  if (body === null) call.response.end();
  else call.response.end(typeof body === "string" && isBeyondAscii(head) ? Buffer.from(body) : body);
}

/** node:http writes a head and the text behind it as one, in the text's encoding: it would turn Latin-1 into UTF-8. */
function isBeyondAscii({ headers, statusText }: Head): boolean {
  return BEYOND_ASCII.test(statusText) || headers.some((text) => BEYOND_ASCII.test(text));
}

const BEYOND_ASCII = /[\x80-\xff]/;

/**
 * The framing is ours wherever the size is known: a handler's own `Content-Length` or `Transfer-Encoding` that does
 * not fit would make the client read the next response as a part of this one.
 */
function writeHead(head: Head, size: number | undefined, { request, response: out }: NodeCall): void {
  const { status, statusText, headers, length } = head;
  if (size !== undefined && !bodiless(status) && !(size === 0 && request.method === "HEAD")) {
    headers.push("content-length", `${size}`);
  } else if (length !== undefined && status !== 204) {
    headers.push("content-length", length);
    out.strictContentLength = true;
  }
  if (statusText) out.writeHead(status, statusText, headers);
  else out.writeHead(status, headers);
}

/** Statuses whose answers end with the head. A 304 may say how long the body would be. */
function bodiless(status: number): boolean {
  return status === 204 || status === 304;
}

/** Writes as fast as the client reads, and stops the stream when the client has gone. */
async function sendStream(
  head: Head,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  call: NodeCall,
  beforeEnd: Before,
): Promise<void> {
  const { request, response: out } = call;
  const stop = () => void reader.cancel().catch(() => {});
  if (out.destroyed) return stop();
  if (request.method === "HEAD") {
    stop();
    await beforeEnd();
    writeHead(head, undefined, call);
    return void out.end();
  }
  out.once("close", stop);
  call.streams?.(stop, typeIn(head));
  try {
    const begun = await atHand(reader);
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
    // A stream that gives what is none goes on otherwise.
    stop();
    throw failed(error, out);
  } finally {
    out.off("close", stop);
  }
}

function typeIn({ headers }: Head): string | undefined {
  const at = headers.indexOf("content-type");
  return at === -1 ? undefined : headers[at + 1];
}

async function pump(
  { first, next }: Begun,
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
