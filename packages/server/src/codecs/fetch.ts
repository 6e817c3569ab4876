import {
  type AdaptOptions,
  announcedSize,
  errorResponse,
  type HttpCodec,
  passRequest,
  passResponse,
} from "onefn/provider";
import { readers } from "../exchange.js";
import { FetchExchange } from "../fetch-exchange.js";
import { isEventStream } from "../stop-notice.js";
import type { Work } from "../work.js";
import { endable } from "./endable.js";
import { urlOf } from "./url.js";
import { withWatchedBody } from "./watched-body.js";

/**
 * The URL, put together anew wherever the client has a word in it: what is no host does not get in, and a proxy of
 * one's own is believed.
 */
function urlBehind(exchange: FetchExchange, options: AdaptOptions): string | undefined {
  const { url } = exchange.request;
  const told = exchange.header("host") !== null || options.trustedProxies || url.startsWith("/");
  return told ? urlOf(exchange, exchange.target, url.startsWith("https:"), options) : undefined;
}

/**
 * Whether an answer is a stream of events. Not before its client has asked for one: on Deno, a look at an answer's headers
 * changes how it leaves.
 */
function hasEvents(response: Response, exchange: FetchExchange): boolean {
  if (!exchange.header("accept")?.includes("text/event-stream")) return false;
  return isEventStream(response.headers.get("content-type")) && response.body !== null && !response.bodyUsed;
}

/** The Fetch standard, as Bun, Deno and other servers speak it. */
export const fetch: HttpCodec<FetchExchange, Response, Work | undefined> = {
  arity: "single",
  trigger: "fetch",
  matches: (native) => native instanceof FetchExchange,
  decode: (exchange, decoding) =>
    passRequest(withWatchedBody(exchange), decoding, urlBehind(exchange, decoding.options)),
  encode(response, exchange, encoding) {
    // The stream of an answer to HEAD is cancelled by the runtime, and its client is still there.
    if (exchange.request.method === "HEAD") exchange.ended();
    exchange.streams();
    const passed = passResponse(response, encoding, undefined, exchange);
    return hasEvents(passed, exchange) ? endable(passed, exchange) : passed;
  },
  fail(error, exchange) {
    exchange.ended();
    return errorResponse(error);
  },
  bodySize: ({ request }) => announcedSize(request),
  context: readers,
};
