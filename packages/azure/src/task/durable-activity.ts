import type { TaskFunction } from "onefn";
import { callPipeline, taskKind } from "onefn/provider";
import { type Adapt, bindTo } from "../bind.js";
import { durableActivity } from "../codecs/durable-activity.js";

export type { Adapt, AzureTaskHandler } from "../bind.js";
export type { AzureOptions } from "../options.js";

/** `adapt` for activities of Durable Functions alone. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<TaskFunction> = /* @__PURE__ */ bindTo<TaskFunction>(
  () => process.env,
  /* @__PURE__ */ callPipeline(taskKind, [durableActivity]),
);
