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
import type { Work } from "../work.js";
import { urlOf } from "./url.js";

/** The URL as the nearest proxy of one's own tells it. */
function urlBehind(exchange: FetchExchange, { trustedProxies }: AdaptOptions): string {
  const { url } = exchange.request;
  if (!trustedProxies) return url;
  const { protocol, origin, href } = new URL(url);
  return urlOf(exchange, href.slice(origin.length), protocol === "https:", { trustedProxies });
}

/** The Fetch standard, as Bun, Deno and other servers speak it. */
export const fetch: HttpCodec<FetchExchange, Response, Work | undefined> = {
  arity: "single",
  trigger: "fetch",
  matches: (native) => native instanceof FetchExchange,
  decode: (exchange, decoding) =>
    passRequest(exchange.request, decoding, urlBehind(exchange, decoding.options)),
  encode(response, exchange, encoding) {
    exchange.answered = true;
    return passResponse(response, encoding);
  },
  fail: errorResponse,
  bodySize: ({ request }) => announcedSize(request),
  context: readers,
};
