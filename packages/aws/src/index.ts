/**
 * Runs functions of onefn on AWS Lambda, whatever triggers them. The other entries (`@onefn/aws/http`,
 * `@onefn/aws/message/sqs`, ...) have the same `adapt` with fewer wires, for smaller bundles.
 * @packageDocumentation
 */
import "#globals";
import type { HttpFunction, MessageFunction } from "onefn";
import { httpPipeline, messagePipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { httpCodecs, streamingCodecs } from "./codecs/http.js";
import { sqs } from "./codecs/sqs.js";
import { createStream, type Stream } from "./stream.js";

export type { Adapt, LambdaHandler } from "./adapt.js";
export type { AwsOptions } from "./options.js";
export type { AwsPlatform, LambdaContext } from "./platform.js";
export { isAws } from "./platform.js";
export type { ResponseStream } from "./pump.js";
export type { Stream, StreamingHandler } from "./stream.js";

/**
 * Makes the handler that Lambda calls, of one function or of several. It recognises each event by itself: http
 * functions are routed by `path` and `methods`, message functions by `from`.
 *
 * @param functions a function, or a record of them by name.
 * @param options see {@link AwsOptions}.
 * @returns `(event, context) => result`, to be exported under the name that Lambda is configured with.
 * @throws OnefnError at once: ONEFN_NOT_A_FUNCTION, ONEFN_UNSUPPORTED_KIND, ONEFN_DUPLICATE_TRIGGER,
 * ONEFN_INVALID_OPTION. The handler rejects with ONEFN_UNKNOWN_EVENT for an event that no codec knows,
 * ONEFN_WRONG_KIND for one of a kind that no function has, and ONEFN_NO_FUNCTION for a queue that none claims.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 * @example
 * import { adapt } from "@onefn/aws";
 * import { hello } from "./functions.js";
 * export const handler = adapt(hello);
 * @example
 * export const handler = adapt({ hello, orders }, { basePath: "/prod" });
 */
export const adapt: Adapt<HttpFunction | MessageFunction> = /* @__PURE__ */ createAdapt(
  httpPipeline(httpCodecs),
  messagePipeline([sqs]),
);

/**
 * Makes a handler whose answers leave as they are written, for Function URLs with invoke mode `RESPONSE_STREAM` and
 * REST APIs with response transfer mode `STREAM`. Functions, options and errors are those of {@link adapt}.
 *
 * An event that is not http, or comes from a wire that cannot stream, is ONEFN_UNKNOWN_EVENT: export a buffered
 * handler for it. Work given to `waitUntil` goes on after the last byte, while the invocation is still open.
 *
 * @throws OnefnError ONEFN_NO_STREAMING outside Lambda's Node.js runtime.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode-lambda.html
 * @example
 * import { stream } from "@onefn/aws";
 * import { report } from "./functions.js";
 * export const handler = stream(report);
 */
export const stream: Stream = /* @__PURE__ */ createStream(streamingCodecs);
