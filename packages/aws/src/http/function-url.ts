import "#globals";
import type { HttpFunction } from "onefn";
import { httpPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { functionUrl } from "../codecs/function-url.js";
import { createStream, type Stream } from "../stream.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";
export type { Stream, StreamingHandler } from "../stream.js";

/** `adapt` for Lambda Function URLs only. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<HttpFunction> = /* @__PURE__ */ createAdapt(httpPipeline([functionUrl]));

/** `stream` for Lambda Function URLs only. See `stream` of `@onefn/aws`. */
export const stream: Stream = /* @__PURE__ */ createStream([functionUrl]);
