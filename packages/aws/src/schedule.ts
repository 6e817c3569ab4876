/**
 * Only ticks of schedules, through every wire of Lambda that delivers them.
 * @packageDocumentation
 */
import type { ScheduleFunction } from "onefn";
import { recordPipeline, scheduleKind } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { eventbridgeSchedule } from "./codecs/eventbridge-schedule.js";
import { payload } from "./codecs/payload.js";

export type { Adapt, LambdaHandler } from "./adapt.js";
export type { AwsOptions } from "./options.js";

/** `adapt` for schedule functions. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<ScheduleFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([scheduleKind], [eventbridgeSchedule]),
  recordPipeline([scheduleKind], [payload]),
);
