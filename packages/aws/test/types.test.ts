import type {
  ALBEvent,
  ALBResult,
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyResult,
  APIGatewayProxyStructuredResultV2,
  CloudFrontRequestEvent,
  CloudFrontResultResponse,
  Context,
  Handler,
  LambdaFunctionURLEvent,
  LambdaFunctionURLResult,
  SQSBatchResponse,
  SQSEvent,
} from "aws-lambda";
import { type HttpContext, http, json, message } from "onefn";
import { expectTypeOf, test } from "vitest";
import type { AlbEvent, AlbResult } from "../src/codecs/alb.js";
import type { ApiGatewayV1Event, ApiGatewayV1Result } from "../src/codecs/api-gateway-v1.js";
import type { EdgeEvent, EdgeResult } from "../src/codecs/edge.js";
import type { PayloadV2Event, PayloadV2Result } from "../src/codecs/payload-v2.js";
import type { SqsEvent, SqsResult } from "../src/codecs/sqs.js";
import * as httpEntry from "../src/http.js";
import { adapt, isAws, type LambdaHandler, type StreamingHandler } from "../src/index.js";
import * as messageEntry from "../src/message.js";
import type { LambdaContext } from "../src/native.js";

test("our structural types take the events of AWS's own types", () => {
  expectTypeOf<APIGatewayProxyEventV2>().toExtend<Omit<PayloadV2Event, "version">>();
  expectTypeOf<LambdaFunctionURLEvent>().toExtend<Omit<PayloadV2Event, "version">>();
  expectTypeOf<APIGatewayProxyEvent>().toExtend<Omit<ApiGatewayV1Event, "version">>();
  expectTypeOf<ALBEvent>().toExtend<AlbEvent>();
  expectTypeOf<CloudFrontRequestEvent["Records"][0]>().toExtend<EdgeEvent["Records"][0]>();
  expectTypeOf<SQSEvent>().toExtend<SqsEvent>();
});

test("our results are results by AWS's own types", () => {
  expectTypeOf<PayloadV2Result>().toExtend<Mutable<APIGatewayProxyStructuredResultV2>>();
  expectTypeOf<PayloadV2Result>().toExtend<Mutable<LambdaFunctionURLResult>>();
  expectTypeOf<ApiGatewayV1Result>().toExtend<Mutable<APIGatewayProxyResult>>();
  expectTypeOf<AlbResult>().toExtend<Mutable<ALBResult>>();
  expectTypeOf<EdgeResult>().toExtend<Mutable<CloudFrontResultResponse>>();
  expectTypeOf<SqsResult>().toExtend<Mutable<SQSBatchResponse>>();
});

test("a handler is one of Lambda's, and its context is Lambda's", () => {
  expectTypeOf<LambdaHandler>().toExtend<Handler<unknown, unknown>>();
  expectTypeOf<Context>().toExtend<LambdaContext>();
  type Streamify = typeof awslambda.streamifyResponse;
  expectTypeOf<StreamingHandler>().toExtend<Parameters<Streamify>[0]>();
});

test("isAws types the platform", () => {
  const read = (context: HttpContext) => {
    if (isAws(context)) return context.platform.context.awsRequestId;
    // @ts-expect-error the platform of another provider is unknown.
    return context.platform.context;
  };
  expectTypeOf(read).returns.toExtend<string | undefined>();
});

test("an entry takes functions of its kinds alone", () => {
  const page = http(() => json({}));
  const orders = message(() => {});
  expectTypeOf(adapt).toBeCallableWith({ page, orders });
  const refused = () => [
    // @ts-expect-error messages are not carried by the http entry.
    httpEntry.adapt(orders),
    // @ts-expect-error nor are they in a record.
    httpEntry.adapt({ page, orders }),
    // @ts-expect-error nor can they be streamed.
    httpEntry.stream(orders),
    // @ts-expect-error http is not carried by the message entry.
    messageEntry.adapt(page),
    // @ts-expect-error a plain function is none of onefn's.
    adapt(() => json({})),
    // @ts-expect-error a misspelt option.
    adapt(page, { basepath: "/prod" }),
  ];
  expectTypeOf(refused).toBeFunction();
});

/** AWS's types are not readonly, and ours are; nobody writes to a result. */
type Mutable<T> = T extends (...args: never) => unknown ? T : { readonly [K in keyof T]: Mutable<T[K]> };
