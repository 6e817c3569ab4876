import type { ScheduleFunction } from "onefn";
import { recordPipeline, scheduleKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { payload } from "../codecs/payload.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for rules and schedules of Amazon EventBridge with an input only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<ScheduleFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([scheduleKind], [payload]),
);
