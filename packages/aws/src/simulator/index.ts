/**
 * Simulates AWS from outside: gateways and queues that pass native events to the adapter and read its results by
 * AWS's documented rules. It shares no code with the codecs.
 * @packageDocumentation
 */
import type { Simulator } from "onefn/simulator";
import { adapt, stream } from "../index.js";
import { createDocumentdbWire } from "./documentdb/wire.js";
import { createDynamodbWire } from "./dynamodb/wire.js";
import { createEventBridgeWire } from "./eventbridge/wire.js";
import { createFirehoseWire } from "./firehose/wire.js";
import { gateways } from "./gateways/index.js";
import type { LambdaHost } from "./host.js";
import { createHttpWire } from "./http-wire.js";
import { createAuthorizerV2Wire, createAuthorizerWire } from "./identity/authorizer-wires.js";
import { createCognitoWire } from "./identity/cognito-wire.js";
import { createKafkaWire } from "./kafka/wire.js";
import { createKinesisWire } from "./kinesis/wire.js";
import { inProcess } from "./lambda/in-process.js";
import { createLogsWire } from "./logs/wire.js";
import { createActivemqWire, createRabbitmqWire } from "./mq/wires.js";
import { createRedshiftWire } from "./redshift/wire.js";
import { createS3EventBridgeWire, createS3InSnsWire, createS3Wire } from "./s3/invoking-wires.js";
import { createS3InSqsWire } from "./s3/queue-wire.js";
import { createSchedulerWire, withInput, withoutInput } from "./schedules/wires.js";
import { createSnsWire } from "./sns/wire.js";
import { delayingQueue, fifoQueue, pipe, standardQueue, subscribedQueue } from "./sqs/setups.js";
import { createSqsWire } from "./sqs/wire.js";
import { createInvokeWire } from "./task/wire.js";

export type { MessageWords, RequestDetails, RequestWords } from "onefn/simulator";
export type { AlarmEventOptions, AlarmState } from "./alarm/event.js";
export { alarm } from "./alarm/event.js";
export type { Json } from "./as-json.js";
export type { ChangeWords } from "./change-words.js";
export type { DocumentdbEventOptions } from "./documentdb/event.js";
export { documentdb } from "./documentdb/event.js";
export type { DynamodbEvent, DynamodbEventOptions } from "./dynamodb/event.js";
export { dynamodb } from "./dynamodb/event.js";
export type { BusEvent } from "./eventbridge/envelope.js";
export type { EventWords } from "./eventbridge/event.js";
export { eventBridge } from "./eventbridge/event.js";
export {
  alb,
  apiGatewayV1,
  apiGatewayV2,
  cloudFront,
  functionUrl,
  vpcLattice,
  vpcLatticeV1,
} from "./events.js";
export type { FirehoseEvent, FirehoseEventOptions, FirehoseSource } from "./firehose/event.js";
export { firehose } from "./firehose/event.js";
export type { HostOptions, LambdaAnswer, LambdaHost, LambdaInstance, LambdaInvocation } from "./host.js";
export type { AuthorizerEvent, AuthorizerEventOptions, AuthorizerType } from "./identity/authorizer-event.js";
export { authorizer } from "./identity/authorizer-event.js";
export type {
  CognitoEvent,
  CognitoEventOptions,
  CognitoTrigger,
  CognitoVersion,
} from "./identity/cognito-event.js";
export { cognito } from "./identity/cognito-event.js";
export type { KafkaEvent, KafkaEventOptions } from "./kafka/event.js";
export { kafka } from "./kafka/event.js";
export type { KinesisEventOptions } from "./kinesis/event.js";
export { kinesis } from "./kinesis/event.js";
export type { Adapter, MakeHandler } from "./lambda/in-process.js";
export { inProcess } from "./lambda/in-process.js";
export type { LogsEventOptions } from "./logs/event.js";
export { logs, logsControl } from "./logs/event.js";
export type { MqEventOptions } from "./mq/event.js";
export { activemq, rabbitmq } from "./mq/event.js";
export type { RedshiftEventOptions } from "./redshift/event.js";
export { redshift } from "./redshift/event.js";
export type {
  S3EventOptions,
  S3InSnsEventOptions,
  S3InSqsEventOptions,
} from "./s3/event.js";
export { s3, s3EventBridge, s3InSns, s3InSqs } from "./s3/event.js";
export type { NotificationWords, S3BusEvent, S3Event } from "./s3/event-types.js";
export type { ScheduleEventOptions, SchedulerEventOptions } from "./schedules/event.js";
export { eventBridgeRule, scheduler } from "./schedules/event.js";
export type { MailWords, SesEventOptions } from "./ses/event.js";
export { ses } from "./ses/event.js";
export type { SnsEvent, SnsEventOptions } from "./sns/event.js";
export { sns } from "./sns/event.js";
export type { SqsEventOptions } from "./sqs/event.js";
export { sqs } from "./sqs/event.js";
export type {
  CustomResourceEvent,
  CustomResourceEventOptions,
  CustomResourceRequest,
  DestinationEventOptions,
  S3BatchEvent,
  S3BatchEventOptions,
  S3BatchVersion,
} from "./task/event.js";
export { customResource, destination, s3Batch } from "./task/event.js";

/**
 * AWS's gateways and queues around whatever runs the function.
 *
 * @example
 * const simulator = createSimulator(inProcess({ adapt, stream }));
 */
export function createSimulator(host: LambdaHost): Simulator {
  return {
    provider: "aws",
    wires: [
      ...gateways.map((gateway) => createHttpWire(gateway, host)),
      createSqsWire(standardQueue, host),
      createSqsWire(fifoQueue, host),
      createSqsWire(subscribedQueue, host),
      createSqsWire(pipe, host),
      ...(host.sharesMemory ? [createSqsWire(delayingQueue, host)] : []),
      createSnsWire(host),
      createKinesisWire("kinesis", host),
      createKinesisWire("kinesis-by-key", host),
      createKafkaWire("kafka", host),
      createKafkaWire("kafka-by-key", host),
      createActivemqWire(host),
      createRabbitmqWire(host),
      createDynamodbWire("dynamodb", host),
      createDynamodbWire("dynamodb-by-key", host),
      createDocumentdbWire(host),
      createS3InSqsWire(host),
      createS3InSnsWire(host),
      createS3Wire(host),
      createEventBridgeWire(host),
      createS3EventBridgeWire(host),
      createSchedulerWire(withoutInput, host),
      createSchedulerWire(withInput, host),
      createLogsWire(host),
      createInvokeWire(host),
      createFirehoseWire(host),
      createRedshiftWire(host),
      createCognitoWire(host),
      createAuthorizerWire(host),
      createAuthorizerV2Wire(host),
    ],
  };
}

/** AWS with Lambda played in this process. */
export const simulator: Simulator = createSimulator(inProcess({ adapt, stream }));
