import type { ContextReaders } from "onefn/provider";
import { clientBehind, parseTraceparent } from "onefn/provider";
import type { ServerPlatform } from "./platform.js";
import type { Work } from "./work.js";

/** One request on its way through the server, whichever API brought it. */
export interface Exchange {
  /** The address that connected. */
  readonly peer: string | undefined;
  /** Fires when the client has gone. */
  readonly gone: AbortSignal;
  /** Fires, too, when the server stops, as far as this request has to know. */
  readonly signal: AbortSignal;
  readonly platform: ServerPlatform;
  /** One header, `name` in lower case; null where there is none. */
  header(name: string): string | null;
}

/** What can stand in a log line and in a header again. */
const REQUEST_ID = /^[\w.:/+=-]{1,128}$/;

/** What the context reads from an exchange. */
export const readers: ContextReaders<Exchange, Work | undefined> = {
  requestId(exchange, _, { trustedProxies }) {
    const id = trustedProxies ? exchange.header("x-request-id") : null;
    return id && REQUEST_ID.test(id) ? id : undefined;
  },
  trace: (exchange) => parseTraceparent(exchange.header("traceparent"), exchange.header("tracestate")),
  client: (exchange, _, { trustedProxies }) => ({ ip: clientOf(exchange, trustedProxies), geo: undefined }),
  disconnect: (exchange) => exchange.signal,
};

/** A proxy writes who connected to it, and never itself: the peer is the last of the chain. */
function clientOf(exchange: Exchange, hops: number | undefined): string | undefined {
  const { peer } = exchange;
  const forwardedFor = hops ? exchange.header("x-forwarded-for") : null;
  return forwardedFor && peer ? clientBehind(peer, `${forwardedFor}, ${peer}`, hops) : peer;
}
