import type { TaskFunction } from "onefn";
import { callPipeline, taskKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { s3Batch } from "../codecs/s3-batch.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for tasks over objects of S3 Batch Operations only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<TaskFunction> = /* @__PURE__ */ createAdapt(callPipeline(taskKind, [s3Batch]));
