import type { EventFunction } from "onefn";
import { eventKind, recordPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { alarm } from "../codecs/alarm.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for alarms of Amazon CloudWatch that invoke the function only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<EventFunction> = /* @__PURE__ */ createAdapt(recordPipeline([eventKind], [alarm]));
