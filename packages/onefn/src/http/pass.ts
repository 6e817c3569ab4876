import { failureOf } from "../failure.js";
import type { Decoding, Encoding } from "../provider/provider.js";
import { follow } from "./follow.js";
import { stripBasePath } from "./forwarded.js";
import { limitBody } from "./limit-body.js";
import { BODY_FAILED } from "./pipeline.js";

/**
 * The Request for the handler on a platform that speaks the Fetch standard: the platform's own, with all that it has
 * beyond the standard, unless its body's size is not announced or its URL has to change.
 *
 * @param url where the client sent it, as the platform vouches for. Default: the request's own. The option `basePath`
 * is cut off from it.
 */
export function passRequest(request: Request, decoding: Decoding, url = request.url): Request {
  const { body } = request;
  const seen = withoutBase(url, decoding.options.basePath);
  let passed = request;
  if (body && announcedSize(request) === undefined) {
    // The limit is that of the function, which is found after this Request is made.
    const limited = limitBody(body as ReadableStream<Uint8Array>, () => decoding.bodyLimit);
    passed = new Request(request, { body: limited, duplex: "half" } as RequestInit);
  }
  return seen === request.url ? passed : new Request(seen, passed as RequestInit);
}

/** Bytes of a request's body by its Content-Length, which the platform's parser holds it to; undefined without one. */
export function announcedSize(request: Request): number | undefined {
  const length = request.headers.get("content-length");
  return length === null ? undefined : Number(length);
}

function withoutBase(url: string, basePath: string | undefined): string {
  if (!basePath) return url;
  const { origin, pathname, search } = new URL(url);
  return origin + stripBasePath(pathname, basePath) + search;
}

/**
 * The handler's Response for a platform that takes it as it is, whatever it has beyond the standard. A stream that was
 * made by `stream` keeps the invocation open until it ends, and is logged when it fails; of others the platform tells.
 *
 * @param gone fires when the client has gone, on a platform that does not cancel the stream then: one that was made by
 * `stream` is stopped.
 * @throws TypeError when the body was read before.
 */
export function passResponse(response: Response, encoding: Encoding, gone?: AbortSignal): Response {
  if (response.bodyUsed) {
    throw new TypeError("The Response's body was read before it was sent. Send a clone, or read one.");
  }
  const release = encoding.hold();
  const stop = follow(response.body, {
    failed(error) {
      const { code, reason } = failureOf(error, BODY_FAILED);
      encoding.log("error", reason, { code, error });
      release();
    },
    ended: release,
  });
  if (!stop) release();
  // Nobody waits any more, so that the platform may end the invocation before the stream's source is done.
  else gone?.addEventListener("abort", () => encoding.waitUntil(stop()), { once: true });
  return response;
}
