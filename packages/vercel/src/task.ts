/**
 * Tasks that are called by http, beside http functions, for smaller bundles.
 * @packageDocumentation
 */
import type { HttpFunction, TaskFunction } from "onefn";
import { type AdaptOptions, EVENTS, type EventOptions, httpPipeline, withTaskRequests } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { fetch } from "./codecs/fetch.js";
import { vercel } from "./provider.js";

export type { AdaptOptions, EventOptions } from "onefn/provider";
export type { Adapt, Adapted } from "./adapt.js";

/** `adapt` for tasks, beside http functions. See `adapt` of `@onefn/vercel`. */
export const adapt: Adapt<HttpFunction | TaskFunction, AdaptOptions & EventOptions, "@onefn/vercel/task"> =
  /* @__PURE__ */ createAdapt(
    { ...vercel, options: { events: EVENTS } },
    /* @__PURE__ */ withTaskRequests(/* @__PURE__ */ httpPipeline([fetch])),
  );
