import type { TransformFunction } from "onefn";
import { recordPipeline, transformKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { firehose } from "../codecs/firehose.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for transforms of Amazon Data Firehose only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<TransformFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([transformKind], [firehose]),
);
