import * as b from "@onefn/aws/simulator";
import { type Difference, type OwnType, type TypedRow, UNDEFINED, type WithoutType } from "./row.js";

const own = (type: string): OwnType => ({ from: "aws-lambda", type });
const request = ["POST /orders?dry=1&dry=2", { body: { sku: "tea" }, headers: { cookie: "a=1" } }] as const;
const row = { key: { id: "1" }, before: { total: 1, tags: new Set(["a"]) }, after: { total: 2 } } as const;

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
  ["apiGatewayV2", own("APIGatewayProxyEventV2"), () => b.apiGatewayV2(...request)],
  ["apiGatewayV1", own("APIGatewayProxyEvent"), () => b.apiGatewayV1(...request), IDENTITY],
  ["functionUrl", own("LambdaFunctionURLEvent"), () => b.functionUrl(...request)],
  ["alb", own("ALBEvent"), () => b.alb(...request)],
  ["alb", own("ALBEvent"), () => b.alb(request[0], { ...request[1], multiValue: true })],
  ["cloudFront", own("CloudFrontRequestEvent"), () => b.cloudFront(...request)],
  [
    "sqs",
    own("SQSEvent"),
    () => b.sqs(["a", { body: "b", attributes: { a: "1", b: 2, c: new Uint8Array([1]) } }]),
  ],
  ["sqs", own("SQSEvent"), () => b.sqs([{ body: "a", key: "a" }], { queue: "orders.fifo" })],
  ["sns", own("SNSEvent"), () => b.sns({ body: "a", attributes: { a: "1" } }), SUBJECT],
  ["kinesis", own("KinesisStreamEvent"), () => b.kinesis([{ body: "a", key: "a" }])],
  ["kafka", own("MSKEvent"), () => b.kafka([{ body: "a", key: "a", attributes: { a: "1" } }])],
  ["kafka", own("SelfManagedKafkaEvent"), () => b.kafka([{ body: "a", key: "a" }], { selfManaged: true })],
  ["dynamodb", own("DynamoDBStreamEvent"), () => b.dynamodb([{ operation: "update", ...row }])],
  ["s3", own("S3Event"), () => b.s3([{ operation: "created", key: "a b.jpg", version: "1" }])],
  ["s3InSqs", own("SQSEvent"), () => b.s3InSqs(["a b.jpg"], { through: "sns" })],
  ["s3InSns", own("SNSEvent"), () => b.s3InSns("a b.jpg")],
  [
    "s3EventBridge",
    own("S3ObjectCreatedNotificationEvent"),
    () => b.s3EventBridge({ operation: "created", key: "a b.jpg", version: "1" }),
  ],
  [
    "s3EventBridge",
    own("S3ObjectDeletedNotificationEvent"),
    () => b.s3EventBridge({ operation: "deleted", key: "a b.jpg", version: "1" }),
    ETAG,
  ],
  [
    "eventBridge",
    own('EventBridgeEvent<"a", { n: number }>'),
    () => b.eventBridge({ type: "a", data: { n: 1 } }),
  ],
  ["eventBridgeRule", own("ScheduledEvent"), () => b.eventBridgeRule("clean-up")],
  ["scheduler", own("ScheduledEvent"), () => b.scheduler("clean-up")],
  ["logs", own("CloudWatchLogsEvent"), () => b.logs(["started"])],
  ["logsControl", own("CloudWatchLogsEvent"), () => b.logsControl()],
  ["alarm", own("CloudWatchAlarmEvent"), () => b.alarm("orders-failed")],
  ["ses", own("SESEvent"), () => b.ses({ from: "a@example.com", to: "b@example.org", subject: "An order" })],
  ["firehose", own("FirehoseTransformationEvent"), () => b.firehose([{ record: "a", key: "b" }])],
  [
    "firehose",
    own("FirehoseTransformationEvent"),
    () => b.firehose([{ record: "a", key: "b" }], { source: "kinesis" }),
    SUBSEQUENCE,
  ],
  ["cognito", own("PreSignUpTriggerEvent"), () => b.cognito("PreSignUp"), NULLS],
  ["cognito", own("PostConfirmationTriggerEvent"), () => b.cognito("PostConfirmation")],
  ["cognito", own("PreAuthenticationTriggerEvent"), () => b.cognito("PreAuthentication")],
  ["cognito", own("PostAuthenticationTriggerEvent"), () => b.cognito("PostAuthentication")],
  ["cognito", own("PreTokenGenerationTriggerEvent"), () => b.cognito("PreTokenGeneration"), NULLS],
  [
    "cognito",
    own("PreTokenGenerationV2TriggerEvent"),
    () => b.cognito("PreTokenGeneration", { version: "2" }),
    NULLS,
  ],
  ["cognito", own("DefineAuthChallengeTriggerEvent"), () => b.cognito("DefineAuthChallenge"), NULLS],
  ["cognito", own("CreateAuthChallengeTriggerEvent"), () => b.cognito("CreateAuthChallenge"), NULLS],
  [
    "cognito",
    own("VerifyAuthChallengeResponseTriggerEvent"),
    () => b.cognito("VerifyAuthChallengeResponse"),
    NULLS,
  ],
  ["cognito", own("CustomMessageTriggerEvent"), () => b.cognito("CustomMessage")],
  ["cognito", own("CustomEmailSenderTriggerEvent"), () => b.cognito("CustomEmailSender"), NULLS],
  ["cognito", own("CustomSMSSenderTriggerEvent"), () => b.cognito("CustomSMSSender"), NULLS],
  ["cognito", own("UserMigrationTriggerEvent"), () => b.cognito("UserMigration"), NULLS],
  ["cognito", own("InboundFederationTriggerEvent"), () => b.cognito("InboundFederation")],
  ["authorizer", own("APIGatewayTokenAuthorizerEvent"), () => b.authorizer("TOKEN")],
  ["authorizer", own("APIGatewayRequestAuthorizerEvent"), () => b.authorizer("REQUEST"), IDENTITY],
  ["authorizer", own("APIGatewayRequestAuthorizerEventV2"), () => b.authorizer("HTTP"), COOKIES],
  ["s3Batch", own("S3BatchEvent"), () => b.s3Batch(["a b.jpg"], { version: "1.0" })],
  ["customResource", own("CloudFormationCustomResourceCreateEvent"), () => b.customResource("Create")],
  ["customResource", own("CloudFormationCustomResourceUpdateEvent"), () => b.customResource("Update")],
  ["customResource", own("CloudFormationCustomResourceDeleteEvent"), () => b.customResource("Delete")],
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
