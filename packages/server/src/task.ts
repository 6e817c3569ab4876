/**
 * Tasks that are called by http, beside http functions, for smaller bundles.
 * @packageDocumentation
 */
import "#globals";
import type { HttpFunction, TaskFunction } from "onefn";
import { type AdaptOptions, type EventOptions, httpPipeline, withTaskRequests } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { fetch } from "./codecs/fetch.js";
import { node } from "./codecs/node.js";
import { eventServer } from "./event-server.js";

export type { AdaptOptions, EventOptions } from "onefn/provider";
export type { Adapt } from "./adapt.js";
export type { Adapted } from "./adapted.js";

/** `adapt` for tasks, beside http functions. See `adapt` of `@onefn/server`. */
export const adapt: Adapt<HttpFunction | TaskFunction, AdaptOptions & EventOptions> =
  /* @__PURE__ */ createAdapt(eventServer, withTaskRequests(httpPipeline([node, fetch])));
