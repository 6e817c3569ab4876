/**
 * Runs http functions of onefn on Google Cloud Functions and on Cloud Run, by functions-framework.
 * @packageDocumentation
 */
import "#globals";
import { type Adapt, createAdapt } from "./adapt.js";

export type { Adapt, GcpHandler } from "./adapt.js";
export type { GcpOptions } from "./options.js";
export type { GcpPlatform, GcpRequest, GcpResponse } from "./platform.js";
export { isGcp } from "./platform.js";

/**
 * Makes what functions-framework calls, of one http function or of a record of them, which is routed by `path` and
 * `methods`. Export it, and name the export as the function's target (`--entry-point`).
 *
 * Work given to `waitUntil` is awaited before the last byte of the answer leaves: Cloud Run takes the CPU away after
 * it.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * claim the same path and method, ONEFN_NOT_A_FUNCTION for anything else. A call that is no http request is
 * ONEFN_UNKNOWN_EVENT: the function was deployed with a trigger of events.
 * @see https://cloud.google.com/functions/docs/writing/write-http-functions
 * @example
 * import { adapt } from "@onefn/gcp";
 * import { hello } from "./functions.js";
 * export const handler = adapt(hello);
 */
export const adapt: Adapt = /* @__PURE__ */ createAdapt(() => process.env);
