import type { HttpFunction, MessageFunction } from "onefn";
import {
  type Adaptable,
  type AdaptOptions,
  createAdapter,
  httpPipeline,
  installGlobals,
  messageKind,
  recordPipeline,
} from "onefn/provider";
import { call } from "./call.js";
import { delivery } from "./delivery.js";
import { kite } from "./provider.js";
import type { KiteAnswer, KiteCall, KiteDelivery, KiteFates } from "./wire.js";

// `createRequest` makes Requests that read the call lazily. From here on Node's own Request and fetch accept them.
installGlobals();

const pipelines = [httpPipeline([call]), recordPipeline([messageKind], [delivery])];

/** The function that Kite calls. */
export interface KiteHandler {
  (native: KiteCall): Promise<KiteAnswer>;
  (native: KiteDelivery): Promise<KiteFates>;
}

type KiteFunction = HttpFunction | MessageFunction;

/**
 * Prepares functions for Kite. Functions of a record are chosen by `path` and `methods`, or by the queue in `from`.
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
