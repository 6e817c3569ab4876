/** HTTP only, on every wire of Lambda that carries it. @packageDocumentation */
import "#globals";
import type { HttpFunction } from "onefn";
import { httpPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { httpCodecs, streamingCodecs } from "./codecs/http.js";
import { createStream, type Stream } from "./stream.js";

export type { Adapt, LambdaHandler } from "./adapt.js";
export type { AwsOptions } from "./options.js";
export type { Stream, StreamingHandler } from "./stream.js";

/** `adapt` for HTTP functions, on every HTTP wire of Lambda. See `adapt` of `@onefn/aws`. */
export const adapt: Adapt<HttpFunction> = /* @__PURE__ */ createAdapt(httpPipeline(httpCodecs));

/** `stream` for Function URLs and REST APIs. See `stream` of `@onefn/aws`. */
export const stream: Stream = /* @__PURE__ */ createStream(streamingCodecs);
