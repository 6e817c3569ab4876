import type { TaskFunction } from "onefn";
import { callPipeline, taskKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { invoke } from "../codecs/invoke.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for tasks that are invoked directly, as by Step Functions, only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<TaskFunction> = /* @__PURE__ */ createAdapt(callPipeline(taskKind, [invoke]));
