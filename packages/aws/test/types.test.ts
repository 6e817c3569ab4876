import type {
  ALBEvent,
  ALBResult,
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyResult,
  APIGatewayProxyStructuredResultV2,
  CloudFrontRequestEvent,
  CloudFrontResultResponse,
  CloudWatchAlarmEvent,
  CloudWatchLogsDecodedData,
  CloudWatchLogsEvent,
  Context,
  CustomMessageTriggerEvent,
  DefineAuthChallengeTriggerEvent,
  DynamoDBBatchResponse,
  DynamoDBStreamEvent,
  FirehoseTransformationEvent,
  FirehoseTransformationResult,
  Handler,
  InboundFederationTriggerEvent,
  LambdaFunctionURLEvent,
  LambdaFunctionURLResult,
  S3Event as NativeS3Event,
  PreSignUpTriggerEvent,
  PreTokenGenerationTriggerEvent,
  PreTokenGenerationV2TriggerEvent,
  S3NotificationEvent,
  ScheduledEvent,
  SESEvent,
  SQSBatchResponse,
  SQSEvent,
  UserMigrationTriggerEvent,
} from "aws-lambda";
import { change, type HttpContext, http, json, message, storage } from "onefn";
import { expectTypeOf, test } from "vitest";
import * as changeEntry from "../src/change.js";
import type { AlarmEvent } from "../src/codecs/alarm.js";
import type { AlbEvent, AlbResult } from "../src/codecs/alb.js";
import type { ApiGatewayV1Event, ApiGatewayV1Result } from "../src/codecs/api-gateway-v1.js";
import type { CognitoEvent } from "../src/codecs/cognito.js";
import type { CognitoResponses } from "../src/codecs/cognito-responses.js";
import type { DynamodbEvent } from "../src/codecs/dynamodb.js";
import type { EdgeEvent, EdgeResult } from "../src/codecs/edge.js";
import type { EventBridgeEvent } from "../src/codecs/eventbridge-envelope.js";
import type { FirehoseEvent } from "../src/codecs/firehose.js";
import type { FirehoseResult } from "../src/codecs/firehose-result.js";
import type { LogEvent, LogsEvent } from "../src/codecs/logs.js";
import type { PayloadV2Event, PayloadV2Result } from "../src/codecs/payload-v2.js";
import type { S3Event } from "../src/codecs/s3.js";
import type { SesEvent } from "../src/codecs/ses.js";
import type { ShardResult } from "../src/codecs/shard.js";
import type { SqsEvent, SqsResult } from "../src/codecs/sqs-queue.js";
import * as httpEntry from "../src/http.js";
import { adapt, isAws, type LambdaHandler, type StreamingHandler } from "../src/index.js";
import * as messageEntry from "../src/message.js";
import type { LambdaContext } from "../src/native.js";
import * as storageEntry from "../src/storage.js";

test("our hooks of Cognito are those of AWS's own types", () => {
  type Native =
    | PreSignUpTriggerEvent
    | PreTokenGenerationTriggerEvent
    | PreTokenGenerationV2TriggerEvent
    | DefineAuthChallengeTriggerEvent
    | CustomMessageTriggerEvent
    | UserMigrationTriggerEvent
    | InboundFederationTriggerEvent;
  expectTypeOf<Native>().toExtend<CognitoEvent>();
  expectTypeOf<PreSignUpTriggerEvent["response"]>().toExtend<CognitoResponses["PreSignUp"]>();
  expectTypeOf<PreTokenGenerationTriggerEvent["response"]>().toExtend<
    CognitoResponses["PreTokenGeneration"]
  >();
  expectTypeOf<PreTokenGenerationV2TriggerEvent["response"]>().toExtend<
    CognitoResponses["PreTokenGeneration"]
  >();
  expectTypeOf<CognitoResponses["DefineAuthChallenge"]>().toExtend<
    DefineAuthChallengeTriggerEvent["response"]
  >();
  expectTypeOf<InboundFederationTriggerEvent["response"]>().toExtend<CognitoResponses["InboundFederation"]>();
});

test("our structural types accept the events of AWS's own types", () => {
  expectTypeOf<APIGatewayProxyEventV2>().toExtend<Omit<PayloadV2Event, "version">>();
  expectTypeOf<LambdaFunctionURLEvent>().toExtend<Omit<PayloadV2Event, "version">>();
  expectTypeOf<APIGatewayProxyEvent>().toExtend<Omit<ApiGatewayV1Event, "version">>();
  expectTypeOf<ALBEvent>().toExtend<AlbEvent>();
  expectTypeOf<CloudFrontRequestEvent["Records"][0]>().toExtend<EdgeEvent["Records"][0]>();
  expectTypeOf<SQSEvent>().toExtend<SqsEvent>();
  expectTypeOf<DynamoDBStreamEvent>().toExtend<DynamodbEvent>();
  expectTypeOf<NativeS3Event>().toExtend<S3Event>();
  expectTypeOf<S3NotificationEvent>().toExtend<EventBridgeEvent>();
  expectTypeOf<ScheduledEvent>().toExtend<EventBridgeEvent>();
  expectTypeOf<CloudWatchLogsEvent>().toExtend<LogsEvent>();
  expectTypeOf<CloudWatchLogsDecodedData["logEvents"][0]>().toExtend<Omit<LogEvent, "extractedFields">>();
  expectTypeOf<FirehoseTransformationEvent>().toExtend<FirehoseEvent>();
  expectTypeOf<CloudWatchAlarmEvent>().toExtend<AlarmEvent>();
  expectTypeOf<SESEvent>().toExtend<SesEvent>();
});

test("our results match AWS's own types", () => {
  expectTypeOf<PayloadV2Result>().toExtend<Mutable<APIGatewayProxyStructuredResultV2>>();
  expectTypeOf<PayloadV2Result>().toExtend<Mutable<LambdaFunctionURLResult>>();
  expectTypeOf<ApiGatewayV1Result>().toExtend<Mutable<APIGatewayProxyResult>>();
  expectTypeOf<AlbResult>().toExtend<Mutable<ALBResult>>();
  expectTypeOf<EdgeResult>().toExtend<Mutable<CloudFrontResultResponse>>();
  expectTypeOf<SqsResult>().toExtend<Mutable<SQSBatchResponse>>();
  expectTypeOf<ShardResult>().toExtend<Mutable<DynamoDBBatchResponse>>();
});

test("a result for Firehose matches AWS's own type", () => {
  // AWS's type knows no records of MSK, whose data has another name.
  type Answer = FirehoseResult["records"][number] & { readonly kafkaRecordValue?: never };
  expectTypeOf<{ records: Answer[] }>().toExtend<FirehoseTransformationResult>();
});

test("a handler and its context match Lambda's types", () => {
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
  message((_, context) => {
    if (isAws(context))
      expectTypeOf(context.platform.record?.receiptHandle).toEqualTypeOf<string | undefined>();
  });
  change((_, context) => {
    if (isAws(context))
      expectTypeOf(context.platform.record?.dynamodb?.SequenceNumber).toEqualTypeOf<string | undefined>();
  });
});

test("an entry accepts only functions of its kinds", () => {
  const page = http(() => json({}));
  const orders = message(() => {});
  const index = change(() => {});
  const uploads = storage(() => {});
  expectTypeOf(adapt).toBeCallableWith({ page, orders, index, uploads });
  expectTypeOf(changeEntry.adapt).toBeCallableWith(index);
  expectTypeOf(storageEntry.adapt).toBeCallableWith({ uploads });
  const refused = () => [
    // @ts-expect-error the http entry does not support messages.
    httpEntry.adapt(orders),
    // @ts-expect-error nor are they in a record.
    httpEntry.adapt({ page, orders }),
    // @ts-expect-error nor can they be streamed.
    httpEntry.stream(orders),
    // @ts-expect-error the message entry does not support http.
    messageEntry.adapt(page),
    // @ts-expect-error the change entry does not support messages.
    changeEntry.adapt(orders),
    // @ts-expect-error the message entry does not support changes.
    messageEntry.adapt({ orders, index }),
    // @ts-expect-error the message entry does not support notifications.
    messageEntry.adapt(uploads),
    // @ts-expect-error the storage entry does not support messages.
    storageEntry.adapt({ uploads, orders }),
    // @ts-expect-error a plain function is not a onefn function.
    adapt(() => json({})),
    // @ts-expect-error a misspelt option.
    adapt(page, { basepath: "/prod" }),
  ];
  expectTypeOf(refused).toBeFunction();
});

/** Our types are readonly and AWS's are not. Nobody writes to a result. */
type Mutable<T> = T extends (...args: never) => unknown ? T : { readonly [K in keyof T]: Mutable<T[K]> };
