import type { Capabilities } from "onefn/provider";
import type { HttpWire } from "onefn/simulator";

/** A wire whose handlers have Node's own Request and fetch, which onefn leaves alone: docs/decisions/forwarding.md. */
export function onNativeFetch(wire: HttpWire, gaps: Capabilities = { upstream: UPSTREAM }): HttpWire {
  return { ...wire, capabilities: { ...wire.capabilities, ...gaps } };
}

const UPSTREAM = {
  supported: false,
  reason:
    "Node's own fetch throws at headers of a connection, and waits where a length is not that of the body.",
  source: "https://github.com/nodejs/undici/blob/v6.24.1/lib/core/request.js",
} as const;

/** What Requests lack beside that which are made of events. */
export const OF_EVENTS: Capabilities = { upstream: UPSTREAM, chunkedUpstream: UPSTREAM };
