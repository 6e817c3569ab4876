import type { ContextReaders } from "onefn/provider";
import { clientBehind, parseTraceparent } from "onefn/provider";
import type { ServerPlatform } from "./platform.js";
import type { Work } from "./work.js";

/** One request on its way through the server, whichever API brought it. */
export interface ServerCall {
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

/** What the context reads from a call. */
export const readers: ContextReaders<ServerCall, Work | undefined> = {
  requestId(call, _, { trustedProxies }) {
    const id = trustedProxies ? call.header("x-request-id") : null;
    return id && REQUEST_ID.test(id) ? id : undefined;
  },
  trace: (call) => parseTraceparent(call.header("traceparent"), call.header("tracestate")),
  client: (call, _, { trustedProxies }) => ({ ip: clientOf(call, trustedProxies), geo: undefined }),
  disconnect: (call) => call.signal,
};

/** A proxy writes who connected to it, and never itself: the peer is the last of the chain. */
function clientOf(call: ServerCall, hops: number | undefined): string | undefined {
  const { peer } = call;
  const forwardedFor = hops ? call.header("x-forwarded-for") : null;
  return forwardedFor && peer ? clientBehind(peer, `${forwardedFor}, ${peer}`, hops) : peer;
}
