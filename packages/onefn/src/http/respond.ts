import { createResponse } from "#fetch";
import { bytesOnly } from "../fetch/bytes-only.js";
import { followable, followerOf, withFollowable } from "./follow.js";

/** What `json` gives for a promise, which has no JSON: no Response, so that a handler which returns it does not compile. */
export interface AwaitThePromiseFirst {
  readonly json: "takes what a promise becomes: json(await promise)";
}

/** One type where a value may be a promise, another where it is none; `any` passes for none. */
type IfPromise<Data, Yes, No> = 0 extends 1 & Data
  ? No
  : [Extract<Data, PromiseLike<unknown>>] extends [never]
    ? No
    : Yes;

/**
 * A JSON body; `content-type: application/json` unless `init` has its own.
 *
 * @throws TypeError when the value has no JSON: a promise, undefined, a function, a symbol, a cycle, a bigint.
 */
export function json<Data>(data: Data & IfPromise<Data, never, unknown>, init?: ResponseInit): Response;
export function json<Data>(
  data: Data & IfPromise<Data, unknown, never>,
  init?: ResponseInit,
): AwaitThePromiseFirst;
// Of a type parameter nobody knows yet whether it is a promise.
export function json(data: unknown, init?: ResponseInit): Response;
export function json(data: unknown, init?: ResponseInit): Response | AwaitThePromiseFirst {
  // A promise's would be `{}`.
  const isPromise = typeof (data as Partial<PromiseLike<unknown>> | null | undefined)?.then === "function";
  const body: string | undefined = isPromise ? undefined : JSON.stringify(data);
  if (body === undefined) {
    throw new TypeError(
      `[onefn] json: ${isPromise ? "a promise" : `a value of type ${typeof data}`} has no JSON. ` +
        "Await a promise; pass null for an empty value.",
    );
  }
  return createResponse(body, init, "application/json");
}

/** A text body; `content-type: text/plain;charset=UTF-8` unless `init` has its own. */
export function text(body: string, init?: ResponseInit): Response {
  return createResponse(body, init, "text/plain;charset=UTF-8");
}

/** An HTML body; `content-type: text/html;charset=UTF-8` unless `init` has its own. */
export function html(body: string, init?: ResponseInit): Response {
  return createResponse(body, init, "text/html;charset=UTF-8");
}

/**
 * A body of bytes; `content-type: application/octet-stream` unless `init` has its own. They are handed over and not
 * copied, as `new Response(bytes)` has to: who writes to them afterwards changes what is sent.
 *
 * @example
 * return bytes(await readFile("logo.png"), { headers: { "content-type": "image/png" } });
 */
export function bytes(body: Uint8Array, init?: ResponseInit): Response {
  return createResponse(body, init, "application/octet-stream");
}

/**
 * Sends the client to another URL, absolute or relative.
 *
 * @param status 301, 302 (default), 303, 307 or 308.
 * @throws RangeError for another status.
 */
export function redirect(location: string | URL, status: 301 | 302 | 303 | 307 | 308 = 302): Response {
  if (![301, 302, 303, 307, 308].includes(status)) {
    throw new RangeError(
      `[onefn] redirect: ${String(status)} is no redirect. Use 301, 302, 303, 307 or 308.`,
    );
  }
  return createResponse(null, { status, headers: { location: asciiUrl(location) } });
}

/** An answer without a body: 204 unless `init` says otherwise. */
export function empty(init?: ResponseInit): Response {
  return createResponse(null, { status: 204, ...init });
}

/**
 * A body that is sent piece by piece: text or bytes from an async iterable, a generator or a stream.
 * Providers that cannot stream send it whole; see the capability `streaming`.
 *
 * @example
 * return stream(async function* () { yield "one\n"; yield "two\n"; }, { headers: { "content-type": "text/plain" } });
 */
export function stream(chunks: Chunks | (() => Chunks), init?: ResponseInit): Response {
  const source = typeof chunks === "function" ? chunks() : chunks;
  return withFollowable(createResponse(toByteStream(source), init));
}

type Chunks =
  | AsyncIterable<string | Uint8Array>
  | Iterable<string | Uint8Array>
  | ReadableStream<string | Uint8Array>;

function toByteStream(source: Chunks): ReadableStream<Uint8Array> {
  const iterator = iterate(source);
  const encoder = new TextEncoder();
  // What was being made when its reader left has nowhere to go.
  let left = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await iterator.next();
          if (left) return;
          if (!done)
            return controller.enqueue(typeof value === "string" ? encoder.encode(value) : bytesOnly(value));
        } catch (error) {
          followerOf(stream)?.failed(error);
          throw error;
        }
        controller.close();
        followerOf(stream)?.ended();
      },
      cancel(reason) {
        left = true;
        followerOf(stream)?.left?.();
        return stop(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return followable(stream, stop);

  async function stop(reason?: unknown): Promise<void> {
    try {
      await iterator.return?.(reason);
    } finally {
      followerOf(stream)?.ended();
    }
  }
}

function iterate(source: Chunks): AsyncIterator<string | Uint8Array> | Iterator<string | Uint8Array> {
  // A text is an iterable too, of its characters, and no object.
  return typeof source === "object" && Symbol.asyncIterator in source
    ? source[Symbol.asyncIterator]()
    : source[Symbol.iterator]();
}

/** A Location header is ASCII: what is beyond, and what could end the header, is percent-encoded. */
function asciiUrl(location: string | URL): string {
  return String(location)
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[^\x21-\x7e]+/gu, encodeURIComponent);
}
