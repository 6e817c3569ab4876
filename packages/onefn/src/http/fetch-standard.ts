import { markingBroken } from "../fetch/broken-body.js";
import type { Call } from "../provider/codec.js";
import { resolveUrl } from "./absolute-url.js";
import { classifyFailure } from "./classify-failure.js";
import { copyResponse } from "./copy-response.js";
import { limitBody } from "./limit-body.js";
import { isMarkedObservable, observe, type StreamObserver } from "./observed-stream.js";
import { BODY_FAILED } from "./send.js";

/**
 * The Request for the handler on a platform that speaks the Fetch standard. It is the platform's own, with everything
 * beyond the standard, unless its body's size is not announced or its URL must change (not every platform parses the
 * client's URL).
 *
 * @param url the requested URL, as {@link absoluteUrl} returns it. Default: the request's own, resolved and without
 * the option `basePath`.
 */
export function adaptRequest(
  request: Request,
  decoding: Call,
  url = resolveUrl(request.url, decoding.options.basePath),
): Request {
  let passed = request;
  const body = announcedSize(request) === undefined ? request.body : null;
  if (body) {
    // The limit belongs to the function, which is chosen after this Request is made. The standard does not allow a
    // GET with a body: one that Workers read is left out, as on Bun and Deno.
    const limited = /^(?:GET|HEAD)$/.test(request.method)
      ? null
      : limitBody(body as ReadableStream<Uint8Array>, () => decoding.bodyLimit);
    passed = new Request(request, { body: limited, duplex: "half" } as RequestInit);
  }
  return markingBroken(url === request.url ? passed : new Request(url, passed as RequestInit));
}

/**
 * Bytes of a request body by its Content-Length, which the platform's parser enforces. Undefined without one, and for
 * one that is not a number: nothing enforces that.
 */
export function announcedSize(request: Request): number | undefined {
  const length = request.headers.get("content-length") ?? "";
  return /^\d+$/.test(length) ? Number(length) : undefined;
}

/**
 * The handler's Response for a platform that accepts it unchanged. A Response of another implementation is converted
 * to one of the runtime. A body from `stream` keeps the invocation open until it ends, and its failure is logged; for
 * other streams the platform does both.
 *
 * @param gone aborted when the client has gone, on a platform that does not cancel the stream then: a body from
 * `stream` is stopped.
 * @param observer follows such a stream; for every other response it is told only the end.
 * @throws TypeError if the body was already read.
 */
export function adaptResponse(
  response: Response,
  encoding: Call,
  gone?: AbortSignal,
  observer?: StreamObserver,
): Response {
  if (response.bodyUsed) {
    throw new TypeError("The Response's body was already read. Send a clone, or read one.");
  }
  const passed = isOwn(response) ? response : copyResponse(response);
  const release = encoding.hold();
  const ended = () => {
    release();
    observer?.ended();
  };
  const stop = observe(bodyOf(passed), {
    failed(error) {
      const { level, code, reason } = classifyFailure(error, BODY_FAILED, encoding.signal);
      encoding.log(level, reason, { code, error });
      release();
      observer?.failed(error);
    },
    left: () => observer?.left?.(),
    ended,
  });
  if (!stop) {
    ended();
    return passed;
  }
  // Nobody waits any more, so the platform may end the invocation before the stream's source is done.
  const leave = () => encoding.waitUntil(stop());
  if (gone?.aborted) leave();
  else gone?.addEventListener("abort", leave, { once: true });
  return passed;
}

/** Whether a Response is of the runtime's class. A ponyfill's may pass by its name; its stream does not. */
function isOwn(response: Response): boolean {
  if (!(response instanceof Response)) return false;
  const body = bodyOf(response);
  return body === null || body instanceof ReadableStream;
}

/**
 * The body, to check whether it is one of our own streams. Bun sets the type of a text when it sends it, but not once
 * the body was read. There, the body of a response without a type is read only if the response is marked.
 * @see https://github.com/oven-sh/bun/issues/8530
 */
function bodyOf(response: Response): ReadableStream<Uint8Array> | null {
  if (isMarkedObservable(response) || typesAtOnce() || response.headers.has("content-type"))
    return response.body;
  return null;
}

let atOnce: boolean | undefined;

/** Whether a Response has its body's type from the start, as the Fetch standard requires. */
function typesAtOnce(): boolean {
  atOnce ??= new Response("").headers.has("content-type");
  return atOnce;
}
