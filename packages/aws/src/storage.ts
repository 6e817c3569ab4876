/**
 * Only storage notifications, through every wire of Lambda that delivers them.
 * @packageDocumentation
 */
import type { StorageFunction } from "onefn";
import { recordPipeline, storageKind } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { bus } from "./codecs/bus.js";
import { s3 } from "./codecs/s3.js";
import { snsFromS3 } from "./codecs/s3-in-sns.js";
import { sqsFromS3 } from "./codecs/s3-in-sqs.js";
import { s3ThroughEventBridge } from "./codecs/s3-through-eventbridge.js";

export type { Adapt, LambdaHandler } from "./adapt.js";
export type { AwsOptions } from "./options.js";

/** `adapt` for storage functions. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<StorageFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([storageKind], [sqsFromS3, s3, snsFromS3, { ...bus, readings: [s3ThroughEventBridge] }]),
);
