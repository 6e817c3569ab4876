import type { MessageFunction } from "onefn";
import { messageKind, recordPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { sns } from "../codecs/sns.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for Amazon SNS only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<MessageFunction> = /* @__PURE__ */ createAdapt(
  recordPipeline([messageKind], [sns]),
);
