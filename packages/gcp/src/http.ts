/**
 * Http functions alone, for smaller bundles.
 * @packageDocumentation
 */
import "#globals";
import type { HttpFunction } from "onefn";
import { httpPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { functionsFramework } from "./codecs/functions-framework.js";
import { gcp } from "./provider.js";

export type { Adapt, GcpHandler } from "./adapt.js";
export type { GcpOptions } from "./options.js";

/** `adapt` for http functions. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<HttpFunction> = /* @__PURE__ */ createAdapt(() => process.env, {
  provider: gcp,
  pipelines: [httpPipeline([functionsFramework])],
});
