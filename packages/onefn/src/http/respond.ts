import { createResponse } from "#fetch";
import { bytesOnly } from "../fetch/collect.js";
import { markObservable, observable, observerOf } from "./observed-stream.js";

/** The result of `json` for a promise, which is not a Response, so that a handler that returns it does not compile. */
export interface AwaitThePromiseFirst {
  readonly json: "takes what a promise becomes: json(await promise)";
}

/** One type if a value may be a promise, another if not; `any` counts as not. */
type IfPromise<Data, Yes, No> = 0 extends 1 & Data
  ? No
  : [Extract<Data, PromiseLike<unknown>>] extends [never]
    ? No
    : Yes;

/**
 * A JSON body; `content-type: application/json` unless `init` sets one.
 *
 * @throws TypeError if the value cannot be JSON: a promise, undefined, a function, a symbol, a cycle, a bigint.
 */
export function json<Data>(data: Data & IfPromise<Data, never, unknown>, init?: ResponseInit): Response;
export function json<Data>(
  data: Data & IfPromise<Data, unknown, never>,
  init?: ResponseInit,
): AwaitThePromiseFirst;
// A type parameter may or may not be a promise.
export function json(data: unknown, init?: ResponseInit): Response;
export function json(data: unknown, init?: ResponseInit): Response | AwaitThePromiseFirst {
  // A promise would become `{}`.
  const isPromise = typeof (data as Partial<PromiseLike<unknown>> | null | undefined)?.then === "function";
  const body: string | undefined = isPromise ? undefined : JSON.stringify(data);
  if (body === undefined) {
    throw new TypeError(
      `[onefn] json: ${isPromise ? "a promise" : `a value of type ${typeof data}`} is not JSON. ` +
        "Await a promise; pass null for an empty value.",
    );
  }
  return createResponse(body, init, "application/json");
}

/** A text body; `content-type: text/plain;charset=UTF-8` unless `init` sets one. */
export function text(body: string, init?: ResponseInit): Response {
  return createResponse(body, init, "text/plain;charset=UTF-8");
}

/** An HTML body; `content-type: text/html;charset=UTF-8` unless `init` sets one. */
export function html(body: string, init?: ResponseInit): Response {
  return createResponse(body, init, "text/html;charset=UTF-8");
}

/**
 * A body of bytes; `content-type: application/octet-stream` unless `init` sets one. They are not copied, as `new
 * Response(bytes)` must: later writes change the body that is sent.
 *
 * @example
 * return bytes(await readFile("logo.png"), { headers: { "content-type": "image/png" } });
 */
export function bytes(body: Uint8Array, init?: ResponseInit): Response {
  return createResponse(body, init, "application/octet-stream");
}

/**
 * Redirects the client to another URL, absolute or relative.
 *
 * @param status 301, 302 (default), 303, 307 or 308.
 * @throws RangeError for another status.
 */
export function redirect(location: string | URL, status: 301 | 302 | 303 | 307 | 308 = 302): Response {
  if (![301, 302, 303, 307, 308].includes(status)) {
    throw new RangeError(
      `[onefn] redirect: invalid status ${String(status)}. Use 301, 302, 303, 307 or 308.`,
    );
  }
  return createResponse(null, { status, headers: { location: asciiUrl(location) } });
}

/** A response without a body: 204 unless `init` sets another status. */
export function empty(init?: ResponseInit): Response {
  return createResponse(null, { status: 204, ...init });
}

/**
 * A body that is sent in chunks: text or bytes from an async iterable, a generator or a stream. Providers that cannot
 * stream send it whole; see the capability `streaming`.
 *
 * @example
 * return stream(async function* () { yield "one\n"; yield "two\n"; }, { headers: { "content-type": "text/plain" } });
 */
export function stream(chunks: Chunks | (() => Chunks), init?: ResponseInit): Response {
  const source = typeof chunks === "function" ? chunks() : chunks;
  return markObservable(createResponse(toByteStream(source), init));
}

type Chunks =
  | AsyncIterable<string | Uint8Array>
  | Iterable<string | Uint8Array>
  | ReadableStream<string | Uint8Array>;

function toByteStream(source: Chunks): ReadableStream<Uint8Array> {
  const iterator = iterate(source);
  const encoder = new TextEncoder();
  // Once the reader has left, a pending chunk is dropped.
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
          observerOf(stream)?.failed(error);
          // A generator that has yielded something else than text or bytes still holds what it would give back.
          release(error).catch(() => {});
          throw error;
        }
        controller.close();
        observerOf(stream)?.ended();
      },
      cancel(reason) {
        left = true;
        observerOf(stream)?.left?.();
        return stop(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return observable(stream, stop);

  async function stop(reason?: unknown): Promise<void> {
    try {
      await release(reason);
    } finally {
      observerOf(stream)?.ended();
    }
  }

  async function release(reason?: unknown): Promise<void> {
    await iterator.return?.(reason);
  }
}

function iterate(source: Chunks): AsyncIterator<string | Uint8Array> | Iterator<string | Uint8Array> {
  // A string is iterable too, by characters, but not an object.
  return typeof source === "object" && Symbol.asyncIterator in source
    ? source[Symbol.asyncIterator]()
    : source[Symbol.iterator]();
}

/** A Location header is ASCII: other characters, and those that could end the header, are percent-encoded. */
function asciiUrl(location: string | URL): string {
  return String(location)
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[^\x21-\x7e]+/gu, encodeURIComponent);
}
