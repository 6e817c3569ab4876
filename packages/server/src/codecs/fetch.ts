import {
  announcedSize,
  type Decoding,
  errorResponse,
  type HttpCodec,
  passRequest,
  passResponse,
} from "onefn/provider";
import { readers } from "../exchange.js";
import { FetchExchange } from "../fetch-exchange.js";
import type { Work } from "../work.js";
import { urlOf } from "./url.js";

function decode(exchange: FetchExchange, decoding: Decoding): Request {
  const { request } = exchange;
  return passRequest(
    request,
    decoding,
    decoding.options.trustedProxies ? urlBehind(exchange, decoding) : undefined,
  );
}

/** The URL as the nearest proxy of one's own tells it. */
function urlBehind(exchange: FetchExchange, { options }: Decoding): string {
  const { protocol, origin, href } = new URL(exchange.request.url);
  return urlOf(exchange, href.slice(origin.length), protocol === "https:", options);
}

/** The Fetch standard, as Bun, Deno and other servers speak it. */
export const fetch: HttpCodec<FetchExchange, Response, Work | undefined> = {
  arity: "single",
  trigger: "fetch",
  matches: (native) => native instanceof FetchExchange,
  decode,
  encode: (response, _, encoding) => passResponse(response, encoding),
  fail: errorResponse,
  bodySize: ({ request }) => announcedSize(request),
  context: readers,
};
