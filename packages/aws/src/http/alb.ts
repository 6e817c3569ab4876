import "#globals";
import type { HttpFunction } from "onefn";
import { httpPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { alb } from "../codecs/alb.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";

/** `adapt` for Application Load Balancers only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<HttpFunction> = /* @__PURE__ */ createAdapt(httpPipeline([alb]));
