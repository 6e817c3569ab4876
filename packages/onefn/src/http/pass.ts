import { markingBroken } from "../fetch/broken-body.js";
import type { Decoding, Encoding } from "../provider/provider.js";
import { resolveUrl } from "./absolute-url.js";
import { type Follower, follow, hasFollowable } from "./follow.js";
import { judge } from "./judge.js";
import { limitBody } from "./limit-body.js";
import { ownResponse } from "./own-response.js";
import { BODY_FAILED } from "./send.js";

/**
 * The Request for the handler on a platform that speaks the Fetch standard: the platform's own, with all that it has
 * beyond the standard, unless its body's size is not announced or its URL has to change: not every platform parses what
 * a client sent.
 *
 * @param url where the client sent it, as {@link absoluteUrl} gives it. Default: the request's own, resolved and without
 * the option `basePath`.
 */
export function passRequest(
  request: Request,
  decoding: Decoding,
  url = resolveUrl(request.url, decoding.options.basePath),
): Request {
  let passed = request;
  const body = announcedSize(request) === undefined ? request.body : null;
  if (body) {
    // The limit is that of the function, which is found after this Request is made. By the standard nobody can make a GET
    // with a body: what Workers read of one is left out, as Bun and Deno do.
    const limited = /^(?:GET|HEAD)$/.test(request.method)
      ? null
      : limitBody(body as ReadableStream<Uint8Array>, () => decoding.bodyLimit);
    passed = new Request(request, { body: limited, duplex: "half" } as RequestInit);
  }
  return markingBroken(url === request.url ? passed : new Request(url, passed as RequestInit));
}

/** Bytes of a request's body by its Content-Length, which the platform's parser holds it to; undefined without one. */
export function announcedSize(request: Request): number | undefined {
  const length = request.headers.get("content-length");
  return length === null ? undefined : Number(length);
}

/**
 * The handler's Response for a platform that takes it as it is, whatever it has beyond the standard; one of
 * another implementation is made one of the runtime. A stream that was made by `stream` keeps the invocation open until
 * it ends, and is logged when it fails; of others the platform tells.
 *
 * @param gone fires when the client has gone, on a platform that does not cancel the stream then: one that was made by
 * `stream` is stopped.
 * @param follower is told what becomes of such a stream, and of every other answer that it has ended.
 * @throws TypeError when the body was read before.
 */
export function passResponse(
  response: Response,
  encoding: Encoding,
  gone?: AbortSignal,
  follower?: Follower,
): Response {
  if (response.bodyUsed) {
    throw new TypeError("The Response's body was read before it was sent. Send a clone, or read one.");
  }
  const passed = isOwn(response) ? response : ownResponse(response);
  const release = encoding.hold();
  const ended = () => {
    release();
    follower?.ended();
  };
  const stop = follow(bodyOf(passed), {
    failed(error) {
      const { level, code, reason } = judge(error, BODY_FAILED, encoding.signal);
      encoding.log(level, reason, { code, error });
      release();
      follower?.failed(error);
    },
    left: () => follower?.left?.(),
    ended,
  });
  if (!stop) ended();
  // Nobody waits any more, so that the platform may end the invocation before the stream's source is done.
  else gone?.addEventListener("abort", () => encoding.waitUntil(stop()), { once: true });
  return passed;
}

/** Whether a Response is of the runtime's class. A ponyfill's may pass for one by its name; its stream does not. */
function isOwn(response: Response): boolean {
  if (!(response instanceof Response)) return false;
  const body = bodyOf(response);
  return body === null || body instanceof ReadableStream;
}

/**
 * The body, to look whether it is a stream of our own. Bun gives a text its type when it sends it, and no more once
 * somebody has looked at the body: there, an answer without a type is asked for it only where it says what it is.
 * @see https://github.com/oven-sh/bun/issues/8530
 */
function bodyOf(response: Response): ReadableStream<Uint8Array> | null {
  if (hasFollowable(response) || typesAtOnce() || response.headers.has("content-type")) return response.body;
  return null;
}

let atOnce: boolean | undefined;

/** Whether a Response has the type of its body from the start, as the Fetch standard says. */
function typesAtOnce(): boolean {
  atOnce ??= new Response("").headers.has("content-type");
  return atOnce;
}
