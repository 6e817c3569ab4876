import type { ScheduleFunction } from "onefn";
import { recordPipeline, scheduleKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { eventbridgeSchedule } from "../codecs/eventbridge-schedule.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for rules and schedules of Amazon EventBridge without an input only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<ScheduleFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([scheduleKind], [eventbridgeSchedule]),
);
