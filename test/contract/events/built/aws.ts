import { adapt as aws } from "@onefn/aws";
import * as b from "@onefn/aws/simulator";
import type { AnyFunction } from "onefn";
import { type Row, request, row } from "./calls.js";

const lambda = { functionName: "orders", awsRequestId: "c6af9ac6", getRemainingTimeInMillis: () => 30_000 };
const onLambda = (fn: AnyFunction, native: unknown): Promise<unknown> =>
  (aws as (fn: AnyFunction) => (event: unknown, context: object) => Promise<unknown>)(fn)(native, lambda);

export const onAws: readonly Row[] = [
  [
    "apiGatewayV2",
    ["http", "api-gateway-v2"],
    async (f) => onLambda(f.http, await b.apiGatewayV2(...request)),
  ],
  [
    "apiGatewayV1",
    ["http", "api-gateway-v1"],
    async (f) => onLambda(f.http, await b.apiGatewayV1(...request)),
  ],
  ["functionUrl", ["http", "function-url"], async (f) => onLambda(f.http, await b.functionUrl(...request))],
  ["alb", ["http", "alb"], async (f) => onLambda(f.http, await b.alb(...request))],
  ["vpcLattice", ["http", "vpc-lattice-v2"], async (f) => onLambda(f.http, await b.vpcLattice(...request))],
  [
    "vpcLatticeV1",
    ["http", "vpc-lattice-v1"],
    async (f) => onLambda(f.http, await b.vpcLatticeV1(...request)),
  ],
  [
    "cloudFront",
    ["http", "edge-viewer-request"],
    async (f) => onLambda(f.http, await b.cloudFront(...request)),
  ],
  ["sqs", ["message", "sqs"], (f) => onLambda(f.message, b.sqs(["a"]))],
  ["sns", ["message", "sns"], (f) => onLambda(f.message, b.sns({ body: "a" }))],
  ["kinesis", ["message", "kinesis"], (f) => onLambda(f.message, b.kinesis(["a"]))],
  ["kafka", ["message", "kafka"], (f) => onLambda(f.message, b.kafka(["a"]))],
  ["activemq", ["message", "activemq"], (f) => onLambda(f.message, b.activemq(["a"]))],
  ["rabbitmq", ["message", "rabbitmq"], (f) => onLambda(f.message, b.rabbitmq(["a"]))],
  ["dynamodb", ["change", "dynamodb"], (f) => onLambda(f.change, b.dynamodb([row]))],
  [
    "documentdb",
    ["change", "documentdb"],
    (f) => onLambda(f.change, b.documentdb.update({ _id: "1", n: 1 })),
  ],
  ["s3", ["storage", "s3"], (f) => onLambda(f.storage, b.s3(["a b.jpg"]))],
  ["s3InSqs", ["storage", "s3-in-sqs"], (f) => onLambda(f.storage, b.s3InSqs(["a b.jpg"]))],
  ["s3InSns", ["storage", "s3-in-sns"], (f) => onLambda(f.storage, b.s3InSns("a b.jpg"))],
  [
    "s3EventBridge",
    ["storage", "s3-eventbridge"],
    (f) => onLambda(f.storage, b.s3EventBridge({ operation: "created", key: "a b.jpg" })),
  ],
  ["eventBridge", ["event", "eventbridge"], (f) => onLambda(f.event, b.eventBridge({ type: "a", data: {} }))],
  ["eventBridgeRule", ["schedule", "scheduler"], (f) => onLambda(f.schedule, b.eventBridgeRule("clean-up"))],
  ["scheduler", ["schedule", "scheduler"], (f) => onLambda(f.schedule, b.scheduler("clean-up"))],
  ["logs", ["event", "logs"], (f) => onLambda(f.event, b.logs(["started"]))],
  ["firehose", ["transform", "firehose"], (f) => onLambda(f.transform, b.firehose([{ record: "a" }]))],
  ["redshift", ["transform", "redshift"], (f) => onLambda(f.transform, b.redshift([{ record: "a" }]))],
  ["cognito", ["identity", "cognito"], (f) => onLambda(f.signUp, b.cognito("PreSignUp"))],
  ["authorizer", ["identity", "authorizer"], (f) => onLambda(f.authorize, b.authorizer("REQUEST"))],
  ["alarm", undefined, (f) => onLambda(f.event, b.alarm("orders-failed"))],
  ["ses", undefined, (f) => onLambda(f.event, b.ses({ from: "a@example.com", to: "b@example.org" }))],
];
