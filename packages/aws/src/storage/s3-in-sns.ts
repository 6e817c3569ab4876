import type { StorageFunction } from "onefn";
import { recordPipeline, storageKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { snsFromS3 } from "../codecs/s3-in-sns.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for Amazon S3 notifications of SNS topics only, which invoke the function directly. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<StorageFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([storageKind], [snsFromS3]),
);
