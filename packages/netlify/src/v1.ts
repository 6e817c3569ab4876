/**
 * Runs http functions on Netlify as handlers in the style of AWS Lambda, Netlify's first kind of functions. The main
 * entry is for its second, which streams.
 * @packageDocumentation
 */
import "#globals";
import type { HttpFunction } from "onefn";
import { type Adaptable, type AdaptOptions, createAdapter, httpPipeline } from "onefn/provider";
import { event, type NetlifyResult } from "./codecs/event.js";
import type { NetlifyEvent, NetlifyEventContext } from "./platform.js";
import { netlifyEvents } from "./provider.js";

export type { AdaptOptions } from "onefn/provider";
export type { NetlifyResult } from "./codecs/event.js";
export type { NetlifyEvent, NetlifyEventContext } from "./platform.js";

/** What Netlify takes as a module's export `handler`. */
export type NetlifyEventHandler = (
  event: NetlifyEvent,
  context?: NetlifyEventContext,
) => Promise<NetlifyResult>;

const pipelines = /* @__PURE__ */ (() => [httpPipeline([event])])();

/**
 * Prepares http functions for Netlify's Lambda-compatible handlers. A record of them is routed by `path` and
 * `methods`. Answers leave in one piece of 6 MB at most.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * claim the same path and method, ONEFN_NOT_A_FUNCTION for anything else. The handler rejects with ONEFN_UNKNOWN_EVENT
 * for an event that is none of Netlify's.
 * @see https://docs.netlify.com/functions/lambda-compatibility/
 * @example
 * export const handler = adapt({ hello, orders }, { basePath: "/.netlify/functions/api" });
 */
export function adapt<T>(
  functions: Adaptable<T, HttpFunction, "@onefn/netlify/v1">,
  options: AdaptOptions = {},
): NetlifyEventHandler {
  const handle = createAdapter("onefn/netlify/v1", netlifyEvents, pipelines, functions, options);
  return async (native, context) => handle(native, context) as Promise<NetlifyResult>;
}
