import type { StorageFunction } from "onefn";
import { recordPipeline, storageKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { s3 } from "../codecs/s3.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for Amazon S3 only, which invokes the function directly. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<StorageFunction> = /* @__PURE__ */ createAdapt(recordPipeline([storageKind], [s3]));
