import {
  alarm,
  alb,
  apiGatewayV1,
  apiGatewayV2,
  cloudFront,
  documentdb,
  dynamodb,
  eventBridgeRule,
  firehose,
  functionUrl,
  kafka,
  kinesis,
  s3,
  s3EventBridge,
  ses,
  simulator,
  sqs,
  vpcLattice,
  vpcLatticeV1,
} from "@onefn/aws/simulator";
import type { Auth } from "onefn/provider";
import { findWire } from "onefn/simulator";
import { expect, it } from "vitest";
import { describeRecorded, type Native, recorded } from "./recorded.js";

/** An example of the identity that a wire's gateway can verify. */
const identityOf = (trigger: string) => findWire(simulator, "http", trigger).identities[0] as Auth;

/** Maps whose keys belong to the request. Only the types of their values can be compared. */
const MAPS =
  /\.(?:headers(?:\[\])?|records|multiValueHeaders|\w*[qQ]uery\w*arameters|messageAttributes|Keys|NewImage|OldImage|documentKey|claims|customHeaders)$/;

/** Every path in a value, with the types found there. */
function shapeOf(value: unknown, path = "", shape = new Map<string, Set<string>>()) {
  const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
  shape.set(path, (shape.get(path) ?? new Set()).add(type));
  if (type !== "object" && type !== "array") return shape;
  for (const [key, each] of Object.entries(value as object)) {
    shapeOf(each, type === "array" ? `${path}[]` : MAPS.test(path) ? `${path}.*` : `${path}.${key}`, shape);
  }
  return shape;
}

/**
 * Members that Lambda@Edge's documentation has, but no recorded event.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
 */
const DOCUMENTED =
  /\.cf\.(?:config\.(?:distributionDomainName|eventType|requestId)|request\.(?:querystring|body(?:\..+)?))$/;

/** The recorded events of a variant that are complete and real. */
function examplesOf(variant: string, isOf: (event: object) => boolean = () => true): readonly object[] {
  const events = recorded(
    "aws",
    (entry) => entry.variant === variant && !/NEGATIVE|placeholder/.test(entry.notes),
  );
  return events.map(([, event]) => event as object).filter(isOf);
}

/** The recorded events that have a member, or this value of it. */
const withMember = (name: string, value?: unknown): readonly object[] =>
  recorded("aws")
    .map(([, event]) => event)
    .filter((event) => (value === undefined ? event[name] !== undefined : event[name] === value));

/** The recorded mails whose action is a function. Others were saved in a bucket. */
const mailsForFunctions = (): readonly object[] =>
  recorded("aws")
    .map(([, event]) => event)
    .filter((event) => event.Records?.[0]?.ses?.receipt.action.type === "Lambda");

const words = ["POST /a%20b?x=1", { body: "hi", headers: { cookie: "a=1", "user-agent": "test" } }] as const;

const cases: [string, () => Promise<object> | object, () => readonly object[]][] = [
  ["API Gateway v2", () => apiGatewayV2(...words), () => examplesOf("apigw-v2")],
  ["API Gateway v1", () => apiGatewayV1(...words), () => examplesOf("apigw-v1")],
  [
    "a Function URL",
    () => functionUrl(words[0], { ...words[1], auth: identityOf("function-url") }),
    () => examplesOf("function-url"),
  ],
  [
    "a load balancer",
    () => alb(...words),
    () => examplesOf("alb", (event) => !("multiValueHeaders" in event)),
  ],
  [
    "a load balancer with multi-value headers",
    () => alb(words[0], { ...words[1], multiValue: true }),
    () => examplesOf("alb", (event) => "multiValueHeaders" in event),
  ],
  [
    "VPC Lattice v1",
    () => vpcLatticeV1(...words),
    () => examplesOf("vpc-lattice", (event) => "raw_path" in event),
  ],
  [
    "VPC Lattice v2",
    () => vpcLattice(words[0], { ...words[1], auth: identityOf("vpc-lattice-v2") }),
    () => examplesOf("vpc-lattice", (event) => "version" in event),
  ],
  ["Lambda@Edge", () => cloudFront(...words), () => examplesOf("lambda-edge")],
  [
    "SQS",
    () => sqs([{ body: "x", attributes: { a: "1", b: 2, c: new Uint8Array([1]) } }]),
    () => examplesOf("sqs"),
  ],
  ["Kinesis", () => kinesis(["x"]), () => examplesOf("kinesis", (event) => "Records" in event)],
  [
    "Kafka",
    () => kafka([{ body: "x", key: "a", attributes: { a: "1" } }]),
    () => examplesOf("kafka", (event) => "eventSourceArn" in event),
  ],
  [
    "DynamoDB Streams",
    () => dynamodb([{ operation: "update", key: { id: "1" }, before: { n: 1 }, after: { n: 2 } }]),
    () => examplesOf("dynamodb", (event) => !("window" in event)),
  ],
  [
    "a rule with a schedule",
    () => eventBridgeRule("tidy"),
    () => withMember("detail-type", "Scheduled Event"),
  ],
  [
    "Firehose",
    () => firehose([{ record: "x" }], { source: "kinesis" }),
    () => withMember("sourceKinesisStreamArn"),
  ],
  [
    "Firehose and a topic",
    () => firehose([{ record: "x" }], { source: "msk" }),
    () => withMember("sourceMSKArn"),
  ],
  ["an alarm", () => alarm("orders"), () => withMember("alarmArn")],
  ["SES", () => ses({ from: "a@example.com", to: "b@example.com" }), mailsForFunctions],
  ["S3", () => s3([{ operation: "created", key: "a b", version: "1" }]), () => examplesOf("s3")],
  [
    "DocumentDB",
    () => documentdb.delete({ _id: { $oid: "63eeb6e7d418cd98afb1c1d7" } }),
    () => examplesOf("documentdb", (event) => (event as Native).events[0].event.operationType === "delete"),
  ],
  [
    "S3 through EventBridge",
    () => s3EventBridge({ operation: "created", key: "a b", version: "1" }),
    () => examplesOf("s3-eventbridge"),
  ],
];

describeRecorded.each(cases)("an event of %s", (_, build, examples) => {
  it("has every member that all recorded events have, and none that no recorded event has", async () => {
    const shape = shapeOf(await build());
    const shapes = examples().map((event) => shapeOf(event));
    expect(shapes.length).toBeGreaterThan(0);
    const common = [...(shapes[0]?.keys() ?? [])].filter((path) => shapes.every((each) => each.has(path)));
    expect(common.filter((path) => !shape.has(path))).toEqual([]);
    const types = (path: string) => new Set(shapes.flatMap((each) => [...(each.get(path) ?? [])]));
    const strange = [...shape].filter(([path, own]) => {
      const seen = types(path);
      return seen.size > 0 && ![...own].some((type) => seen.has(type));
    });
    expect(strange).toEqual([]);
    const invented = [...shape.keys()].filter((path) => types(path).size === 0);
    expect(invented.filter((path) => !DOCUMENTED.test(path))).toEqual([]);
  });
});
