import "#globals";
import type { HttpFunction, ScheduleFunction } from "onefn";
import { requestPipeline, scheduleKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { cloudScheduler } from "../codecs/cloud-scheduler.js";
import { functionsFramework } from "../codecs/functions-framework.js";
import { withEvents } from "../events.js";

export type { Adapt, GcpHandler } from "../adapt.js";
export type { GcpOptions } from "../options.js";

/** `adapt` for Cloud Scheduler by http alone, beside http, by the signature `http`. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<HttpFunction | ScheduleFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(requestPipeline([functionsFramework], [scheduleKind], [cloudScheduler])),
);
