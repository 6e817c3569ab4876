import type { ScheduleFunction } from "onefn";
import { type Adapt, bindTo } from "../bind.js";
import { schedulesIn } from "../schedules.js";

export type { Adapt, AzureMessageHandler } from "../bind.js";
export type { AzureOptions } from "../options.js";

/** `adapt` for timers only. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<ScheduleFunction> = /* @__PURE__ */ bindTo<ScheduleFunction>(
  () => process.env,
  /* @__PURE__ */ schedulesIn(() => process.env),
);
