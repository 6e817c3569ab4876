import type { StorageFunction } from "onefn";
import { recordPipeline, storageKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { bus } from "../codecs/bus.js";
import { s3ThroughEventBridge } from "../codecs/s3-through-eventbridge.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for Amazon S3 notifications of EventBridge rules only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<StorageFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([storageKind], [{ ...bus, readings: [s3ThroughEventBridge] }]),
);
