import "#globals";
import type { EventFunction, HttpFunction } from "onefn";
import { eventKind, recordPipeline, requestPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { anyEvent } from "../codecs/any-event.js";
import { eventarcEvents, eventarcRequests } from "../codecs/eventarc.js";
import { functionsFramework } from "../codecs/functions-framework.js";
import { withEvents } from "../events.js";

export type { Adapt, GcpHandler } from "../adapt.js";
export type { GcpOptions } from "../options.js";

/** `adapt` for events of Eventarc alone, beside http, by either signature. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<HttpFunction | EventFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(
    requestPipeline([functionsFramework], [eventKind], [eventarcRequests([anyEvent])]),
    recordPipeline([eventKind], [eventarcEvents([anyEvent])]),
  ),
);
