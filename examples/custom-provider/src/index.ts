import type { HttpFunction } from "onefn";
import {
  type AdaptOptions,
  createAdapter,
  type FunctionRecord,
  httpPipeline,
  installGlobals,
} from "onefn/provider";
import { call } from "./codec.js";
import { kite } from "./provider.js";
import type { KiteAnswer, KiteCall } from "./wire.js";

// What `createRequest` gives reads the call lazily; from here on Node's own Request and fetch take it too.
installGlobals();

const pipelines = [httpPipeline([call])];

/**
 * Prepares http functions for Kite. A record of them is routed by `path` and `methods`.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND, ONEFN_DUPLICATE_TRIGGER or ONEFN_NOT_A_FUNCTION.
 * @example
 * export const onCall = adapt(hello);
 */
export function adapt(
  functions: HttpFunction | FunctionRecord<HttpFunction>,
  options: AdaptOptions = {},
): (native: KiteCall) => Promise<KiteAnswer> {
  const handle = createAdapter("kite", kite, pipelines, functions, options);
  return async (native) => handle(native, undefined) as Promise<KiteAnswer>;
}
