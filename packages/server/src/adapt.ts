import type { HttpFunction } from "onefn";
import { type Adaptable, type AdaptOptions, createAdapter, httpPipeline } from "onefn/provider";
import { type Adapted, createAdapted } from "./adapted.js";
import { fetch } from "./codecs/fetch.js";
import { node } from "./codecs/node.js";
import { server } from "./provider.js";

const pipelines = [httpPipeline([node, fetch])];

/**
 * Prepares http functions for a server. A record of them is routed by `path` and `methods`.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind: nothing delivers messages to a plain
 * server. ONEFN_DUPLICATE_TRIGGER when two functions claim the same path and method, ONEFN_NOT_A_FUNCTION for
 * anything else.
 * @example
 * export default adapt(hello); // Bun and Deno serve the default export's `fetch`
 * @example
 * await serve(adapt({ hello, orders }), { port: 8080 });
 */
export function adapt<T>(
  functions: Adaptable<T, HttpFunction, "@onefn/server">,
  options: AdaptOptions = {},
): Adapted {
  return createAdapted(createAdapter("onefn/server", server, pipelines, functions, options));
}
