/**
 * Http functions alone, for smaller bundles.
 * @packageDocumentation
 */
import type { HttpFunction } from "onefn";
import { type AdaptOptions, httpPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { fetch } from "./codecs/fetch.js";
import { vercel } from "./provider.js";

export type { AdaptOptions } from "onefn/provider";
export type { Adapt, Adapted } from "./adapt.js";

/** `adapt` for http functions. See `adapt` of `@onefn/vercel`. */
export const adapt: Adapt<HttpFunction, AdaptOptions, "@onefn/vercel/http"> = /* @__PURE__ */ createAdapt(
  vercel,
  /* @__PURE__ */ httpPipeline([fetch]),
);
