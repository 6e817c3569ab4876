import type { Context } from "onefn";
import type { ActivemqMessage } from "./codecs/activemq.js";
import type { AlarmEvent } from "./codecs/alarm.js";
import { authorizerResponse, type PolicyResponse } from "./codecs/authorizer-responses.js";
import type { CognitoEvent } from "./codecs/cognito.js";
import { type CognitoResponses, cognitoResponse } from "./codecs/cognito-responses.js";
import type { DocumentdbChange } from "./codecs/documentdb.js";
import type { DynamodbRecord } from "./codecs/dynamodb.js";
import type { EventBridgeEvent } from "./codecs/eventbridge-envelope.js";
import type { FirehoseRecord } from "./codecs/firehose.js";
import type { KafkaRecord } from "./codecs/kafka-record.js";
import type { KinesisRecord } from "./codecs/kinesis.js";
import type { LogEvent } from "./codecs/logs.js";
import type { RabbitmqMessage } from "./codecs/rabbitmq.js";
import type { S3Record } from "./codecs/s3.js";
import type { SesRecord } from "./codecs/ses.js";
import type { SnsRecord } from "./codecs/sns-topic.js";
import type { SqsRecord } from "./codecs/sqs-queue.js";
import type { LambdaContext } from "./native.js";

/** A native record. It has the members of its trigger's record, such as {@link SqsRecord}. */
export type AwsRecord = Partial<SqsRecord> &
  Partial<KinesisRecord> &
  Partial<KafkaRecord> &
  Partial<DynamodbRecord> &
  Partial<S3Record> &
  DocumentdbChange &
  Partial<EventBridgeEvent> &
  Partial<LogEvent> &
  Partial<AlarmEvent> &
  FirehoseRecord &
  SesRecord &
  SnsRecord &
  ActivemqMessage &
  RabbitmqMessage;

/** The type of `context.platform` on AWS Lambda. */
export interface AwsPlatform<Event = unknown> {
  /** Lambda's event, unchanged. */
  readonly event: Event;
  /**
   * The native record of this message, change or notification; undefined in HTTP functions and in the context of a
   * batch.
   */
  readonly record: AwsRecord | undefined;
  /** Lambda's own context. */
  readonly context: LambdaContext;
}

/**
 * Whether a context is AWS Lambda's. If so, `platform` is typed.
 *
 * @example
 * if (isAws(context)) context.platform.context.awsRequestId;
 */
export function isAws<C extends Context>(
  context: C,
): context is C & { readonly provider: "aws"; readonly platform: AwsPlatform } {
  return context.provider === "aws";
}

export type {
  ActivemqMessage,
  AlarmEvent,
  CognitoEvent,
  CognitoResponses,
  DocumentdbChange,
  DynamodbRecord,
  EventBridgeEvent,
  FirehoseRecord,
  KafkaRecord,
  KinesisRecord,
  LambdaContext,
  LogEvent,
  PolicyResponse,
  RabbitmqMessage,
  S3Record,
  SesRecord,
  SnsRecord,
  SqsRecord,
};
export { authorizerResponse, cognitoResponse };
