import type { HttpFunction, MessageFunction } from "onefn";
import {
  type Adaptable,
  type AdaptOptions,
  createAdapter,
  httpPipeline,
  installGlobals,
  messagePipeline,
} from "onefn/provider";
import { call } from "./call.js";
import { delivery } from "./delivery.js";
import { kite } from "./provider.js";
import type { KiteAnswer, KiteCall, KiteDelivery, KiteFates } from "./wire.js";

// What `createRequest` gives reads the call lazily; from here on Node's own Request and fetch take it too.
installGlobals();

const pipelines = [httpPipeline([call]), messagePipeline([delivery])];

/** What Kite calls. */
export interface KiteHandler {
  (native: KiteCall): Promise<KiteAnswer>;
  (native: KiteDelivery): Promise<KiteFates>;
}

type KiteFunction = HttpFunction | MessageFunction;

/**
 * Prepares functions for Kite. Those of a record are found by `path` and `methods`, or by the queue that they take from.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND, ONEFN_DUPLICATE_TRIGGER or ONEFN_NOT_A_FUNCTION.
 * @example
 * export const onCall = adapt(hello);
 */
export function adapt<T>(
  functions: Adaptable<T, KiteFunction, "Kite">,
  options: AdaptOptions = {},
): KiteHandler {
  const handle = createAdapter("kite", kite, pipelines, functions, options);
  return (async (native: unknown) => handle(native, undefined)) as KiteHandler;
}
