import type { HttpFunction } from "onefn";
import { type Adaptable, createAdapter, httpPipeline } from "onefn/provider";
import { identify } from "./access.js";
import { fetch } from "./codecs/fetch.js";
import type { CloudflareOptions } from "./options.js";
import { cloudflare } from "./provider.js";
import type { Worker } from "./worker.js";

const pipelines = [httpPipeline([fetch])];

/**
 * Prepares http functions for Cloudflare Workers. A record of them is routed by `path` and `methods`.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * claim the same path and method, ONEFN_NOT_A_FUNCTION for anything else.
 * @see https://developers.cloudflare.com/workers/runtime-apis/handlers/fetch/
 * @example
 * export default adapt({ hello, orders });
 */
export function adapt<T>(
  functions: Adaptable<T, HttpFunction, "@onefn/cloudflare">,
  options: CloudflareOptions = {},
): Worker {
  const handle = createAdapter("onefn/cloudflare", cloudflare, pipelines, functions, options);
  return {
    async fetch(request, env, ctx) {
      const identity = options.accessIdentity ? await identify(ctx?.access) : undefined;
      return handle(request, { env, ctx, identity }) as Promise<Response>;
    },
  };
}
