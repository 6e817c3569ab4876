import {
  type AdaptOptions,
  adaptRequest,
  adaptResponse,
  announcedSize,
  type HttpCodec,
} from "onefn/provider";
import { FetchCall } from "../fetch-call.js";
import { readers } from "../server-call.js";
import { isEventStream } from "../stop-notice.js";
import type { Work } from "../work.js";
import { closableEvents } from "./closable-events.js";
import { urlOf } from "./url.js";
import { withWatchedBody } from "./watched-body.js";

/** The URL, rebuilt if the client can influence it: an invalid host is dropped, and trusted proxies are believed. */
function urlBehind(call: FetchCall, options: AdaptOptions): string | undefined {
  const { url } = call.request;
  const told = call.header("host") !== null || options.trustedProxies || url.startsWith("/");
  return told ? urlOf(call, call.target, url.startsWith("https:"), options) : undefined;
}

/**
 * Whether a response is an event stream. Checked only if the client asked for one: on Deno, reading a response's
 * headers changes how it is sent.
 */
function hasEvents(response: Response, call: FetchCall): boolean {
  if (!call.header("accept")?.includes("text/event-stream")) return false;
  return isEventStream(response.headers.get("content-type")) && response.body !== null && !response.bodyUsed;
}

/** The Fetch standard, as Bun, Deno and other servers implement it. */
export const fetch: HttpCodec<FetchCall, Response, Work | undefined> = {
  kind: "http",
  trigger: "fetch",
  matches: (native) => native instanceof FetchCall,
  decode: (native, call) => adaptRequest(withWatchedBody(native), call, urlBehind(native, call.options)),
  encode(response, call) {
    const { native } = call;
    // The runtime cancels the stream of a response to HEAD, though its client is still there.
    if (native.request.method === "HEAD") native.ended();
    native.streams();
    const passed = adaptResponse(response, call, undefined, native);
    return hasEvents(passed, native) ? closableEvents(passed, native) : passed;
  },
  bodySize: ({ request }) => announcedSize(request),
  context: readers,
};
