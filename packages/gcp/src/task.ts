/**
 * Tasks that are called by http, beside http functions, for smaller bundles.
 * @packageDocumentation
 */
import "#globals";
import type { HttpFunction, TaskFunction } from "onefn";
import { EVENTS, httpPipeline, withTaskRequests } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { functionsFramework } from "./codecs/functions-framework.js";
import { gcp } from "./provider.js";

export type { Adapt, GcpHandler } from "./adapt.js";
export type { GcpOptions } from "./options.js";

/** `adapt` for tasks, beside http functions. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<HttpFunction | TaskFunction> = /* @__PURE__ */ createAdapt(() => process.env, {
  provider: { ...gcp, options: { ...gcp.options, events: EVENTS } },
  pipelines: [withTaskRequests(httpPipeline([functionsFramework]))],
});
