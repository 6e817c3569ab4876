import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { iamIdentity } from "../../src/simulator/gateways/api-gateway-v2.js";
import { latticeIdentity } from "../../src/simulator/gateways/vpc-lattice.js";
import {
  alb,
  apiGatewayV1,
  apiGatewayV2,
  cloudFront,
  functionUrl,
  sqs,
  vpcLattice,
  vpcLatticeV1,
} from "../../src/simulator/index.js";

const events = fileURLToPath(new URL("../../../../../shared/events/", import.meta.url));
const present = existsSync(events);
if (!present)
  console.warn("No recorded events beside the repository: the simulator's are compared with none.");

/** Maps whose keys are the request's own; only the types of their values can be compared. */
const MAPS =
  /\.(?:headers|multiValueHeaders|\w*[qQ]uery\w*arameters|messageAttributes|claims|customHeaders)$/;

/** Every path of a value with the types that stand there. */
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
 * What no recorded event of Lambda@Edge has, and its documentation does.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-event-structure.html
 */
const DOCUMENTED =
  /\.cf\.(?:config\.(?:distributionDomainName|eventType|requestId)|request\.(?:querystring|body(?:\..+)?))$/;

interface Entry {
  readonly file: string;
  readonly variant: string;
  readonly notes: string;
}

/** The recorded events of a variant that are whole and real. */
function recorded(variant: string, isOf: (event: object) => boolean = () => true): object[] {
  const { files } = JSON.parse(readFileSync(`${events}index.json`, "utf8")) as { files: Entry[] };
  return files
    .filter((each) => each.file.startsWith("aws/") && each.variant === variant)
    .filter(({ notes }) => !/NEGATIVE|placeholder/.test(notes))
    .map(({ file }) => JSON.parse(readFileSync(events + file, "utf8").replace(/^\ufeff/, "")) as object)
    .filter(isOf);
}

const words = ["POST /a%20b?x=1", { body: "hi", headers: { cookie: "a=1", "user-agent": "test" } }] as const;

const cases: [string, () => Promise<object> | object, () => object[]][] = [
  ["API Gateway v2", () => apiGatewayV2(...words), () => recorded("apigw-v2")],
  ["API Gateway v1", () => apiGatewayV1(...words), () => recorded("apigw-v1")],
  [
    "a Function URL",
    () => functionUrl(words[0], { ...words[1], auth: iamIdentity }),
    () => recorded("function-url"),
  ],
  ["a load balancer", () => alb(...words), () => recorded("alb", (event) => !("multiValueHeaders" in event))],
  [
    "a load balancer with multi-value headers",
    () => alb(words[0], { ...words[1], multiValue: true }),
    () => recorded("alb", (event) => "multiValueHeaders" in event),
  ],
  [
    "VPC Lattice v1",
    () => vpcLatticeV1(...words),
    () => recorded("vpc-lattice", (event) => "raw_path" in event),
  ],
  [
    "VPC Lattice v2",
    () => vpcLattice(words[0], { ...words[1], auth: latticeIdentity }),
    () => recorded("vpc-lattice", (event) => "version" in event),
  ],
  ["Lambda@Edge", () => cloudFront(...words), () => recorded("lambda-edge")],
  [
    "SQS",
    () => sqs([{ body: "x", attributes: { a: "1", b: 2, c: new Uint8Array([1]) } }]),
    () => recorded("sqs"),
  ],
];

describe.skipIf(!present).each(cases)("an event of %s", (_, build, examples) => {
  it("has what every recorded one has, and nothing that none has", async () => {
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
