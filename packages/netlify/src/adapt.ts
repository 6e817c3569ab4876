import type { HttpFunction } from "onefn";
import { type Adaptable, type AdaptOptions, createAdapter, httpPipeline, installFetch } from "onefn/provider";
import { fetch } from "./codecs/fetch.js";
import type { NetlifyContext } from "./platform.js";
import { netlify } from "./provider.js";

/** What Netlify takes as a module's default export, of a function and of an edge function. */
export type NetlifyHandler = (request: Request, context?: NetlifyContext) => Promise<Response>;

const pipelines = /* @__PURE__ */ (() => [httpPipeline([fetch])])();

/**
 * Prepares http functions for Netlify's Functions and Edge Functions. A record of them is routed by `path` and
 * `methods`; export a `config` with a `path` beside it, or a function answers below `/.netlify/functions/` alone.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * claim the same path and method, ONEFN_NOT_A_FUNCTION for anything else.
 * @see https://docs.netlify.com/functions/get-started/
 * @see https://docs.netlify.com/edge-functions/get-started/
 * @example
 * export default adapt({ hello, orders });
 * export const config = { path: "/*" };
 */
export function adapt<T>(
  functions: Adaptable<T, HttpFunction, "@onefn/netlify">,
  options: AdaptOptions = {},
): NetlifyHandler {
  installFetch();
  const handle = createAdapter("onefn/netlify", netlify, pipelines, functions, options);
  return async (request, context) => handle(request, context) as Promise<Response>;
}
