/**
 * Runs onefn functions of all supported kinds on AWS Lambda. The other entries (`@onefn/aws/http`,
 * `@onefn/aws/message/sqs`, ...) export the same `adapt` with fewer wires, for smaller bundles.
 * @packageDocumentation
 */
import "#globals";
import type {
  ChangeFunction,
  EventFunction,
  HttpFunction,
  IdentityFunction,
  MessageFunction,
  ScheduleFunction,
  StorageFunction,
  TaskFunction,
  TransformFunction,
} from "onefn";
import {
  callPipeline,
  changeKind,
  eventKind,
  httpPipeline,
  identityKind,
  messageKind,
  recordPipeline,
  scheduleKind,
  storageKind,
  taskKind,
  transformKind,
} from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { activemq } from "./codecs/activemq.js";
import { alarm } from "./codecs/alarm.js";
import { authorizer, authorizerV2 } from "./codecs/authorizer.js";
import { cognito } from "./codecs/cognito.js";
import { customResource } from "./codecs/custom-resource.js";
import { documentdb } from "./codecs/documentdb.js";
import { dynamodb } from "./codecs/dynamodb.js";
import { eventbridgeOfAnyKind } from "./codecs/eventbridge-of-any-kind.js";
import { firehose } from "./codecs/firehose.js";
import { httpCodecs, streamingCodecs } from "./codecs/http.js";
import { invoke } from "./codecs/invoke.js";
import { kafka } from "./codecs/kafka.js";
import { kinesis } from "./codecs/kinesis.js";
import { logs } from "./codecs/logs.js";
import { payload } from "./codecs/payload.js";
import { rabbitmq } from "./codecs/rabbitmq.js";
import { redshift } from "./codecs/redshift.js";
import { s3 } from "./codecs/s3.js";
import { s3Batch } from "./codecs/s3-batch.js";
import { ses } from "./codecs/ses.js";
import { snsOfAnyKind } from "./codecs/sns-of-any-kind.js";
import { sqsOfAnyKind } from "./codecs/sqs-of-any-kind.js";
import { eitherPipeline } from "./either-pipeline.js";
import { createStream, type Stream } from "./stream.js";

export type { Adapt, LambdaHandler } from "./adapt.js";
export type { AwsOptions } from "./options.js";
export type { AwsPlatform, LambdaContext } from "./platform.js";
export { isAws } from "./platform.js";
export type { ResponseStream } from "./pump.js";
export type { Stream, StreamingHandler } from "./stream.js";

/**
 * Makes the handler that Lambda calls from one function or a record of functions. It recognises each event: http
 * functions are routed by `path` and `methods`, message functions by `from`, change functions by `table`, storage
 * functions by `bucket`, event functions by `type` and `source`, schedule functions by the name of their rule or schedule,
 * transforms by `from`.
 * A task takes every direct invocation, the objects of S3 Batch Operations and custom resources of CloudFormation; one
 * of several is chosen by the name of the Lambda function. Identity functions take the triggers of a user pool and authorizers by `on`.
 *
 * @param functions a function, or a record of them by name.
 * @param options see {@link AwsOptions}.
 * @returns `(event, context) => result`, to be exported under the name that Lambda is configured with.
 * @throws OnefnError at once: ONEFN_NOT_A_FUNCTION, ONEFN_UNSUPPORTED_KIND, ONEFN_DUPLICATE_TRIGGER,
 * ONEFN_INVALID_OPTION. The handler rejects with ONEFN_UNKNOWN_EVENT for an event that no codec knows, ONEFN_WRONG_KIND
 * for one of a kind that no function has, and ONEFN_NO_FUNCTION for a queue, stream, topic, table or bucket that no
 * function claims.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
 * @example
 * import { adapt } from "@onefn/aws";
 * import { hello } from "./functions.js";
 * export const handler = adapt(hello);
 * @example
 * export const handler = adapt({ hello, orders }, { basePath: "/prod" });
 */
export const adapt: Adapt<
  | HttpFunction
  | MessageFunction
  | ChangeFunction
  | StorageFunction
  | EventFunction
  | ScheduleFunction
  | TaskFunction
  | TransformFunction
  | IdentityFunction
> = /* @__PURE__ */ createAdapt(
  httpPipeline(httpCodecs),
  recordPipeline(
    [messageKind, changeKind, storageKind, eventKind, scheduleKind, transformKind],
    [
      sqsOfAnyKind,
      snsOfAnyKind,
      kinesis,
      kafka,
      activemq,
      rabbitmq,
      dynamodb,
      documentdb,
      s3,
      eventbridgeOfAnyKind,
      logs,
      alarm,
      ses,
      firehose,
      redshift,
    ],
  ),
  callPipeline(taskKind, [s3Batch, customResource]),
  callPipeline(identityKind, [cognito, authorizer, authorizerV2]),
  // Their events have no shape, so they are asked last.
  eitherPipeline(recordPipeline([scheduleKind], [payload]), callPipeline(taskKind, [invoke])),
);

/**
 * Makes a handler that sends answers as they are produced, for Function URLs with invoke mode `RESPONSE_STREAM` and
 * REST APIs with response transfer mode `STREAM`. Functions, options and errors are those of {@link adapt}.
 *
 * An event that is not http, or comes from a wire that cannot stream, is ONEFN_UNKNOWN_EVENT: export a buffered handler
 * for it. Work given to `waitUntil` goes on after the last byte, while the invocation is still open.
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
