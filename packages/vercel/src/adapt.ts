import type { HttpFunction } from "onefn";
import { type Adaptable, type AdaptOptions, createAdapter, httpPipeline, installFetch } from "onefn/provider";
import { fetch } from "./codecs/fetch.js";
import type { VercelContext, VercelPlatform } from "./platform.js";
import { vercel } from "./provider.js";
import { requestContext } from "./request-context.js";

/** What Vercel's Node.js runtime takes as a module's default export. */
export interface Adapted {
  /**
   * Answers a request by the Fetch standard; usable when taken off the object, as the Edge runtime wants it.
   *
   * @param context what the Edge runtime gives beside the request.
   */
  readonly fetch: (request: Request, context?: VercelContext) => Promise<Response>;
}

const pipelines = /* @__PURE__ */ (() => [httpPipeline([fetch])])();

/**
 * Prepares http functions for Vercel. A record of them is routed by `path` and `methods`.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * claim the same path and method, ONEFN_NOT_A_FUNCTION for anything else.
 * @see https://vercel.com/docs/functions/functions-api-reference
 * @example
 * export default adapt(hello);
 * @example
 * export const config = { runtime: "edge" };
 * export default adapt({ hello, orders }).fetch;
 */
export function adapt<T>(
  functions: Adaptable<T, HttpFunction, "@onefn/vercel">,
  options: AdaptOptions = {},
): Adapted {
  installFetch();
  const handle = createAdapter("onefn/vercel", vercel, pipelines, functions, options);
  return {
    async fetch(request, context) {
      const call: VercelPlatform = { request, context: requestContext(context) };
      return handle(call, undefined) as Promise<Response>;
    },
  };
}
