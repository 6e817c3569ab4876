/** Transforms only, on every wire of Lambda that carries them. @packageDocumentation */
import type { TransformFunction } from "onefn";
import { recordPipeline, transformKind } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { firehose } from "./codecs/firehose.js";
import { redshift } from "./codecs/redshift.js";

export type { Adapt, LambdaHandler } from "./adapt.js";
export type { AwsOptions } from "./options.js";

/** `adapt` for transforms. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<TransformFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([transformKind], [firehose, redshift]),
);
