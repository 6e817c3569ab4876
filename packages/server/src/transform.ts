/**
 * Transforms of records in requests, beside http functions, for smaller bundles.
 * @packageDocumentation
 */
import "#globals";
import type { HttpFunction, TransformFunction } from "onefn";
import { type AdaptOptions, type EventOptions, requestPipeline, transformKind } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { fetch } from "./codecs/fetch.js";
import { node } from "./codecs/node.js";
import { transform } from "./codecs/transform.js";
import { eventServer } from "./event-server.js";

export type { AdaptOptions, EventOptions } from "onefn/provider";
export type { Adapt } from "./adapt.js";
export type { Adapted } from "./adapted.js";

/** `adapt` for transforms, beside http functions. See `adapt` of `@onefn/server`. */
export const adapt: Adapt<HttpFunction | TransformFunction, AdaptOptions & EventOptions> =
  /* @__PURE__ */ createAdapt(eventServer, requestPipeline([node, fetch], [transformKind], [transform]));
