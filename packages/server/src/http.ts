/**
 * Http functions alone, for smaller bundles.
 * @packageDocumentation
 */
import "#globals";
import type { HttpFunction } from "onefn";
import { type AdaptOptions, httpPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { fetch } from "./codecs/fetch.js";
import { node } from "./codecs/node.js";
import { server } from "./provider.js";

export type { AdaptOptions } from "onefn/provider";
export type { Adapt } from "./adapt.js";
export type { Adapted } from "./adapted.js";

/** `adapt` for http functions. See `adapt` of `@onefn/server`. */
export const adapt: Adapt<HttpFunction, AdaptOptions> = /* @__PURE__ */ createAdapt(
  server,
  httpPipeline([node, fetch]),
);
