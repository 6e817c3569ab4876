import { http, json, message, text } from "onefn";
import { describe, expect, it } from "vitest";
import { activemq } from "../src/codecs/activemq.js";
import { dynamodb as dynamodbCodec } from "../src/codecs/dynamodb.js";
import { httpCodecs } from "../src/codecs/http.js";
import { kafka } from "../src/codecs/kafka.js";
import { kinesis } from "../src/codecs/kinesis.js";
import { rabbitmq } from "../src/codecs/rabbitmq.js";
import { s3 as s3Codec } from "../src/codecs/s3.js";
import { sns } from "../src/codecs/sns.js";
import { sqs } from "../src/codecs/sqs.js";
import { adapt as adaptV2 } from "../src/http/api-gateway-v2.js";
import { adapt as adaptHttp } from "../src/http.js";
import { adapt, isAws } from "../src/index.js";
import { adapt as adaptMessage } from "../src/message.js";
import {
  activemq as activemqEvent,
  dynamodb as dynamodbEvent,
  kafka as kafkaEvent,
  kinesis as kinesisEvent,
  rabbitmq as rabbitmqEvent,
  s3 as s3Event,
  sns as snsEvent,
  vpcLattice,
  vpcLatticeV1,
} from "../src/simulator/index.js";
import { events, lambdaContext } from "./events.js";

const page = http({ name: "page" }, () => text("hello"));
const orders = message({ name: "orders", from: "orders" }, () => {});

describe("the handler", () => {
  it("has at most two parameters, since Node 24 takes a third for a callback", () => {
    expect(adapt(page).length).toBeLessThanOrEqual(2);
  });

  it("rejects and never throws, so that Lambda's runtime sees a promise whatever comes", async () => {
    const handler = adapt(page);
    for (const event of [undefined, null, 7, "text", [], {}, { Records: null }, { Records: [null] }]) {
      await expect(handler(event)).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
    }
  });

  it("works without Lambda's context, as a unit test calls it", async () => {
    expect(await adapt(page)(events.apiGatewayV2())).toMatchObject({ statusCode: 200, body: "hello" });
  });

  it("leaves the event as it was, frozen or not", async () => {
    const event = deepFreeze(events.apiGatewayV1({ httpMethod: "POST", body: "x" }));
    const echo = http(async (request) => text(await request.text()));
    expect(await adapt(echo)(event)).toMatchObject({ body: "x" });
  });

  it("hands the native objects over, typed by isAws", async () => {
    const event = events.apiGatewayV2();
    const context = lambdaContext({ tenantId: "tenant-1" });
    const see = http((_, ctx) =>
      json(isAws(ctx) && [ctx.platform.event === event, ctx.platform.context.tenantId]),
    );
    expect(await adapt(see)(event, context)).toMatchObject({ body: '[true,"tenant-1"]' });
  });

  it("keeps invocations that overlap apart, as Managed Instances run them", async () => {
    const see = http(async (request, context) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return json([context.requestId, context.trace?.traceId, new URL(request.url).pathname]);
    });
    const handler = adapt(see);
    const seen = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const id = String(index).padStart(24, "0");
        const result = await handler(
          events.apiGatewayV2({ rawPath: `/${index}` }),
          lambdaContext({
            awsRequestId: `r${index}`,
            xRayTraceId: `Root=1-5e7ae913-${id};Parent=00f067aa0ba902b7;Sampled=1`,
          }),
        );
        return JSON.parse((result as { body: string }).body);
      }),
    );
    expect(seen).toEqual(
      seen.map((_, index) => [`r${index}`, `5e7ae913${String(index).padStart(24, "0")}`, `/${index}`]),
    );
  });
});

describe("a deadline that has passed", () => {
  it("has fired the signal, as the time that remains says", async () => {
    const see = http((_, { signal, remainingMs }) => json([signal.aborted, remainingMs()]));
    const late = { ...lambdaContext(), getRemainingTimeInMillis: () => 0 };
    expect(await adapt(see)(events.apiGatewayV2(), late)).toMatchObject({ body: "[true,0]" });
  });
});

describe("options", () => {
  it.each([
    { margin: -1 },
    { margin: Number.NaN },
    { margin: "500" },
    { trustedProxies: 1.5 },
    { trustedProxies: -1 },
    { trustedProxies: "1" },
    { basePath: "shop" },
    { basePath: 5 },
    { log: "stdout" },
  ])("that cannot be meant are refused at start: %j", (options) => {
    expect(() => adapt(page, options as never)).toThrow(
      expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
    );
  });

  it("may be what they are by default", () => {
    adapt(page, { margin: 0, trustedProxies: 0, basePath: "" });
  });
});

describe("what reaches the wrong function", () => {
  it("is refused by name: the function, its kind, and what the entry knows", async () => {
    const error = await adapt(page)({ hello: "world" }).catch((reason: Error) => reason.message);
    expect(error).toMatch(/^\[onefn\/aws\] .*"page" \(http\).*api-gateway-v2.*sqs/);
  });

  it("is told apart from an event of another kind", async () => {
    await expect(adapt(page)(events.sqs({}))).rejects.toMatchObject({ code: "ONEFN_WRONG_KIND" });
    await expect(adapt(orders)(events.alb())).rejects.toMatchObject({ code: "ONEFN_WRONG_KIND" });
  });

  it("is unknown to an entry with fewer wires", async () => {
    await expect(adaptV2(page)(events.alb())).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
    await expect(adaptV2(page)(events.functionUrl())).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
    await expect(adaptHttp(page)(events.sqs({}))).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
  });

  it.each([
    ["a WebSocket's", events.apiGatewayV1({}, { connectionId: "TWegAcC4EowCHnA=", eventType: "CONNECT" })],
    [
      "a CloudFront response",
      events.edge({}, "viewer-response", { response: { status: "200", headers: {} } }),
    ],
    ["an event without a path", events.functionUrl({ rawPath: undefined })],
    ["an event without a method", events.apiGatewayV2({}, { http: null })],
  ])("is never misread: %s", async (_, event) => {
    await expect(adapt(page)(event)).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
  });

  it.each([
    ["an HTTP API's", events.apiGatewayV2({ type: "REQUEST", routeArn: "arn:aws:execute-api:x" })],
    ["a REST API's", events.apiGatewayV1({ type: "REQUEST", methodArn: "arn:aws:execute-api:x" })],
  ])("is never a request if it is %s authorizer's", async (_, event) => {
    await expect(adapt(page)(event)).rejects.toMatchObject({ code: "ONEFN_WRONG_KIND" });
    await expect(adaptHttp(page)(event)).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
  });

  it("is refused at start for kinds that the entry does not carry", () => {
    expect(() => adaptHttp(orders as never)).toThrow(
      expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" }),
    );
    expect(() => adaptMessage(page as never)).toThrow(
      expect.objectContaining({ code: "ONEFN_UNSUPPORTED_KIND" }),
    );
    expect(() => adapt((() => {}) as never)).toThrow(
      expect.objectContaining({ code: "ONEFN_NOT_A_FUNCTION" }),
    );
  });
});

it.each([
  { source: "serverless-plugin-warmup" },
  { warmup: true },
  { warmer: true, concurrency: 3 },
  { source: "aws.events", "detail-type": "Scheduled Event", detail: {} },
])("a ping that keeps the function warm is answered: %o", async (ping) => {
  expect(await adapt(page)(ping)).toBe("warm");
  expect(await adapt(orders)(ping)).toBe("warm");
});

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}

describe("codecs", () => {
  const dynamodb = () => dynamodbEvent([{ operation: "insert", key: { id: "1" }, after: {} }]);
  const s3 = () => s3Event([{ operation: "created", key: "a" }]);
  const streams = {
    kinesis: () => kinesisEvent(["x"]),
    kafka: () => kafkaEvent(["x"]),
    "an empty window of kinesis": () => ({ Records: [], window: {}, eventSource: "aws:kinesis" }),
  };

  const sqsEvent = () => events.sqs({ body: "{}" });
  const lattice = () => vpcLattice("/a");
  const latticeV1 = () => vpcLatticeV1("/a");
  const brokers = {
    sns: () => snsEvent("x"),
    activemq: () => activemqEvent(["x"]),
    rabbitmq: () => rabbitmqEvent(["x"]),
    "a pipe of sqs": () => events.sqs({ body: "{}" }).Records,
  };

  it.each(
    Object.entries({ ...events, sqs: sqsEvent, ...streams, ...brokers, dynamodb, s3, lattice, latticeV1 }),
  )("know an event of %s by one of them alone, so that their order does not matter", async (_, make) => {
    const event = await make();
    expect(
      [...httpCodecs, sqs, sns, kinesis, kafka, activemq, rabbitmq, dynamodbCodec, s3Codec].filter((codec) =>
        codec.matches(event, undefined as never),
      ),
    ).toHaveLength(1);
  });
});
