import * as b from "@onefn/aws/simulator";
import { callsOf } from "./call.js";
import { type Difference, type OwnType, type TypedRow, UNDEFINED, type WithoutType } from "./row.js";

const own = (type: string): OwnType => ({ from: "aws-lambda", type });
const call = callsOf(b);
const request = '"POST /orders?dry=1&dry=2", { body: { sku: "tea" }, headers: { cookie: "a=1" } }';

const NULLS: Difference = {
  why: "Cognito says null of what is not there, and of what the function may set; the type leaves most of it out.",
  adjust: ({ response, ...event }) => ({
    ...withoutNulls(event),
    response: SET[event.triggerSource] ?? token(event.version),
  }),
};

/** What functions set, where the type demands it of Cognito. */
const SET: Readonly<Record<string, object>> = {
  PreSignUp_SignUp: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  DefineAuthChallenge_Authentication: { challengeName: "a", failAuthentication: false, issueTokens: false },
  CreateAuthChallenge_Authentication: {
    publicChallengeParameters: {},
    privateChallengeParameters: {},
    challengeMetadata: "a",
  },
  VerifyAuthChallengeResponse_Authentication: { answerCorrect: false },
  UserMigration_Authentication: {
    userAttributes: {},
    desiredDeliveryMediums: [],
    messageAction: "SUPPRESS",
  },
};

const token = (version: string) =>
  version === "1" ? { claimsOverrideDetails: {} } : { claimsAndScopeOverrideDetails: {} };

function withoutNulls(value: object): object {
  return JSON.parse(JSON.stringify(value, (_, each) => each ?? undefined));
}

const KEYS =
  "Without an API key and a certificate, API Gateway leaves their members out; the type demands them.";
const NO_KEYS = { apiKey: null, apiKeyId: null, clientCert: null };

const IDENTITY: Difference = {
  why: `${KEYS} So with what an authorizer sets. The type does not know deploymentId.`,
  adjust: ({ requestContext: { deploymentId: _, ...requestContext }, ...event }) => ({
    ...event,
    requestContext: {
      ...requestContext,
      identity: { ...requestContext.identity, ...NO_KEYS },
      authorizer: UNDEFINED,
    },
  }),
};

const COOKIES: Difference = {
  why: "A request without cookies has no list of them; the type demands one.",
  adjust: (event) => ({ ...event, cookies: [] }),
};

const DELETED: Difference = {
  why: "A deleted object has neither size nor etag; the type demands both.",
  adjust: ({ Records: [{ s3, ...record }] }) => ({
    Records: [{ ...record, s3: { ...s3, object: { ...s3.object, size: 0, eTag: "a" } } }],
  }),
};

const NO_VERSION: Difference = {
  why: "A bucket without versions sends none; the type demands one.",
  adjust: ({ detail, ...event }) => ({
    ...event,
    detail: { ...detail, object: { ...detail.object, "version-id": "1" } },
  }),
};

const NO_KEY: Difference = {
  why: "A record without a key has none; the type demands one.",
  adjust: ({ records, ...event }) => ({
    ...event,
    records: { "orders-01": [{ ...records["orders-01"][0], key: "" }] },
  }),
};

const ETAG: Difference = {
  why: "A deletion has no etag; the type demands one.",
  adjust: ({ detail, ...event }) => ({
    ...event,
    detail: { ...detail, object: { ...detail.object, etag: "a" } },
  }),
};

const SUBJECT: Difference = {
  why: "SNS says null of a subject that nobody gave; the type leaves it out.",
  adjust: withoutNulls,
};

const SUBSEQUENCE: Difference = {
  why: "The number is one; the type has a text.",
  adjust: ({ records, ...event }) => ({
    ...event,
    records: records.map(
      ({ kinesisRecordMetadata, ...record }: { readonly kinesisRecordMetadata: object }) => ({
        ...record,
        kinesisRecordMetadata: { ...kinesisRecordMetadata, subsequenceNumber: "0" },
      }),
    ),
  }),
};

export const awsTypes: readonly TypedRow[] = [
  ["apiGatewayV2", own("APIGatewayProxyEventV2"), call(`apiGatewayV2(${request})`)],
  ["apiGatewayV1", own("APIGatewayProxyEvent"), call(`apiGatewayV1(${request})`), IDENTITY],
  ["functionUrl", own("LambdaFunctionURLEvent"), call(`functionUrl(${request})`)],
  ["alb", own("ALBEvent"), call(`alb(${request})`)],
  [
    "alb",
    own("ALBEvent"),
    call('alb("POST /orders?dry=1&dry=2", { body: { sku: "tea" }, multiValue: true })'),
  ],
  ["cloudFront", own("CloudFrontRequestEvent"), call(`cloudFront(${request})`)],
  [
    "sqs",
    own("SQSEvent"),
    call('sqs(["a", { body: "b", attributes: { a: "1", b: 2, c: new Uint8Array([1]) } }])'),
  ],
  ["sqs", own("SQSEvent"), call('sqs([{ body: "a", key: "a" }], { queue: "orders.fifo" })')],
  ["sns", own("SNSEvent"), call('sns("a", { subject: "An order" })')],
  ["sns", own("SNSEvent"), call('sns({ body: "a", attributes: { a: "1" } })'), SUBJECT],
  ["kinesis", own("KinesisStreamEvent"), call('kinesis([{ body: "a", key: "a" }])')],
  ["kafka", own("MSKEvent"), call('kafka([{ body: "a", key: "a", attributes: { a: "1" } }])')],
  ["kafka", own("SelfManagedKafkaEvent"), call('kafka([{ body: "a", key: "a" }], { selfManaged: true })')],
  ["kafka", own("MSKEvent"), call('kafka(["a"])'), NO_KEY],
  ["dynamodb", own("DynamoDBStreamEvent"), call("dynamodb.delete({ id: 1n, photo: new Uint8Array([1]) })")],
  [
    "dynamodb",
    own("DynamoDBStreamEvent"),
    call(
      'dynamodb([{ operation: "update", key: { id: "1" }, before: { total: 1, tags: new Set(["a"]) }, after: { total: 2 } }])',
    ),
  ],
  ["s3", own("S3Event"), call('s3([{ operation: "created", key: "a b.jpg", version: "1" }])')],
  ["s3", own("S3Event"), call('s3(["a b.jpg"])')],
  ["s3", own("S3Event"), call('s3([{ operation: "deleted", key: "a b.jpg" }])'), DELETED],
  ["s3InSqs", own("SQSEvent"), call('s3InSqs(["a b.jpg"], { through: "sns" })')],
  ["s3InSns", own("SNSEvent"), call('s3InSns("a b.jpg")')],
  [
    "s3EventBridge",
    own("S3ObjectCreatedNotificationEvent"),
    call('s3EventBridge({ operation: "created", key: "a b.jpg", version: "1" })'),
  ],
  [
    "s3EventBridge",
    own("S3ObjectDeletedNotificationEvent"),
    call('s3EventBridge({ operation: "deleted", key: "a b.jpg", version: "1" })'),
    ETAG,
  ],
  [
    "eventBridge",
    own('EventBridgeEvent<"a", { n: number }>'),
    call('eventBridge({ type: "a", data: { n: 1 } })'),
  ],
  ["s3EventBridge", own("S3ObjectCreatedNotificationEvent"), call('s3EventBridge("a b.jpg")'), NO_VERSION],
  ["eventBridgeRule", own("ScheduledEvent"), call('eventBridgeRule("clean-up")')],
  ["scheduler", own("ScheduledEvent"), call('scheduler("clean-up")')],
  ["logs", own("CloudWatchLogsEvent"), call('logs(["started"])')],
  ["logsControl", own("CloudWatchLogsEvent"), call("logsControl()")],
  ["alarm", own("CloudWatchAlarmEvent"), call('alarm("orders-failed")')],
  ["ses", own("SESEvent"), call('ses({ from: "a@example.com", to: "b@example.org", subject: "An order" })')],
  ["firehose", own("FirehoseTransformationEvent"), call('firehose([{ record: "a", key: "b" }])')],
  [
    "firehose",
    own("FirehoseTransformationEvent"),
    call('firehose([{ record: "a", key: "b" }], { source: "kinesis" })'),
    SUBSEQUENCE,
  ],
  ["cognito", own("PreSignUpTriggerEvent"), call('cognito("PreSignUp")'), NULLS],
  ["cognito", own("PostConfirmationTriggerEvent"), call('cognito("PostConfirmation")')],
  ["cognito", own("PreAuthenticationTriggerEvent"), call('cognito("PreAuthentication")')],
  ["cognito", own("PostAuthenticationTriggerEvent"), call('cognito("PostAuthentication")')],
  ["cognito", own("PreTokenGenerationTriggerEvent"), call('cognito("PreTokenGeneration")'), NULLS],
  [
    "cognito",
    own("PreTokenGenerationV2TriggerEvent"),
    call('cognito("PreTokenGeneration", { version: "2" })'),
    NULLS,
  ],
  ["cognito", own("DefineAuthChallengeTriggerEvent"), call('cognito("DefineAuthChallenge")'), NULLS],
  ["cognito", own("CreateAuthChallengeTriggerEvent"), call('cognito("CreateAuthChallenge")'), NULLS],
  [
    "cognito",
    own("VerifyAuthChallengeResponseTriggerEvent"),
    call('cognito("VerifyAuthChallengeResponse")'),
    NULLS,
  ],
  ["cognito", own("CustomMessageTriggerEvent"), call('cognito("CustomMessage")')],
  [
    "cognito",
    own("CustomMessageForgotPasswordTriggerEvent"),
    call('cognito("CustomMessage", { source: "ForgotPassword" })'),
  ],
  ["cognito", own("CustomEmailSenderTriggerEvent"), call('cognito("CustomEmailSender")'), NULLS],
  ["cognito", own("CustomSMSSenderTriggerEvent"), call('cognito("CustomSMSSender")'), NULLS],
  ["cognito", own("UserMigrationTriggerEvent"), call('cognito("UserMigration")'), NULLS],
  ["cognito", own("InboundFederationTriggerEvent"), call('cognito("InboundFederation")')],
  ["authorizer", own("APIGatewayTokenAuthorizerEvent"), call('authorizer("TOKEN")')],
  ["authorizer", own("APIGatewayRequestAuthorizerEvent"), call('authorizer("REQUEST")'), IDENTITY],
  ["authorizer", own("APIGatewayRequestAuthorizerEventV2"), call('authorizer("HTTP")'), COOKIES],
  ["s3Batch", own("S3BatchEvent"), call('s3Batch(["a b.jpg"], { version: "1.0" })')],
  ["customResource", own("CloudFormationCustomResourceCreateEvent"), call('customResource("Create")')],
  ["customResource", own("CloudFormationCustomResourceUpdateEvent"), call('customResource("Update")')],
  ["customResource", own("CloudFormationCustomResourceDeleteEvent"), call('customResource("Delete")')],
];

export const awsWithoutType: WithoutType = {
  vpcLattice: "@types/aws-lambda has no type of VPC Lattice.",
  vpcLatticeV1: "@types/aws-lambda has no type of VPC Lattice.",
  documentdb: "@types/aws-lambda has no type of DocumentDB.",
  activemq: "@types/aws-lambda has no type of Amazon MQ.",
  rabbitmq: "@types/aws-lambda has no type of Amazon MQ.",
  redshift: "@types/aws-lambda has no type of Redshift.",
  destination: "@types/aws-lambda has no type of an invocation's record.",
};
