import "#globals";
import type { HttpFunction } from "onefn";
import { httpPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { apiGatewayV1 } from "../codecs/api-gateway-v1.js";
import { createStream, type Stream } from "../stream.js";

export type { Adapt, LambdaHandler } from "../adapt.js";
export type { AwsOptions } from "../options.js";
export type { Stream, StreamingHandler } from "../stream.js";

/** `adapt` for only API Gateway REST APIs, and HTTP APIs with payload format 1.0. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<HttpFunction> = /* @__PURE__ */ createAdapt(httpPipeline([apiGatewayV1]));

/** `stream` for only API Gateway REST APIs, and HTTP APIs with payload format 1.0. See `stream` of `@onefn/aws`. */
export const stream: Stream = /* @__PURE__ */ createStream([apiGatewayV1]);
