import "#globals";
import type { ChangeFunction, HttpFunction } from "onefn";
import { changeKind, recordPipeline, requestPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { eventarcEvents, eventarcRequests } from "../codecs/eventarc.js";
import { functionsFramework } from "../codecs/functions-framework.js";
import { realtimeDatabase } from "../codecs/realtime-database.js";
import { withEvents } from "../events.js";

export type { Adapt, GcpHandler } from "../adapt.js";
export type { GcpOptions } from "../options.js";

/** `adapt` for Firebase's Realtime Database alone, beside http, by either signature. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<HttpFunction | ChangeFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(
    requestPipeline([functionsFramework], [changeKind], [eventarcRequests([realtimeDatabase])]),
    recordPipeline([changeKind], [eventarcEvents([realtimeDatabase])]),
  ),
);
