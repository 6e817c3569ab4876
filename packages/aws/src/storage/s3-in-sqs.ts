import type { StorageFunction } from "onefn";
import { recordPipeline, storageKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { sqsFromS3 } from "../codecs/s3-in-sqs.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for Amazon S3 notifications in an SQS queue only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<StorageFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([storageKind], [sqsFromS3]),
);
