import type { EventFunction } from "onefn";
import { eventKind, recordPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { ses } from "../codecs/ses.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for mails that Amazon SES receives only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<EventFunction> = /* @__PURE__ */ createAdapt(recordPipeline([eventKind], [ses]));
