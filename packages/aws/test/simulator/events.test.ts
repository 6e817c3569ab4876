import { createContext, http, json, message } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../../src/index.js";
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

describe("the event of a request", () => {
  it("is made of a few words", async () => {
    expect(await apiGatewayV2("/hello?x=1")).toMatchObject({
      rawPath: "/hello",
      rawQueryString: "x=1",
      requestContext: { http: { method: "GET", sourceIp: "203.0.113.7" } },
    });
    const posted = await apiGatewayV2("PUT /orders", { body: { sku: "a-1" }, headers: { "X-A": "1" } });
    expect(posted).toMatchObject({
      body: '{"sku":"a-1"}',
      headers: { "content-type": "application/json", "x-a": "1" },
      requestContext: { http: { method: "PUT" } },
    });
    expect(await apiGatewayV2("/orders", { body: "x" })).toMatchObject({
      requestContext: { http: { method: "POST" } },
    });
    expect(await apiGatewayV2("https://shop.example/a")).toMatchObject({ headers: { host: "shop.example" } });
    await expect(apiGatewayV2("not a request")).rejects.toThrow(TypeError);
  });

  it("is made of a Request, which can still be read", async () => {
    const request = new Request("https://x.example/", { method: "POST", body: "x" });
    await apiGatewayV2(request);
    expect(await request.text()).toBe("x");
  });

  it("has a stage where one is asked for", async () => {
    expect(await apiGatewayV2("/a", { stage: "beta" })).toMatchObject({
      rawPath: "/beta/a",
      requestContext: { stage: "beta", http: { path: "/beta/a" } },
    });
    expect(await apiGatewayV1("/a", { stage: "beta" })).toMatchObject({
      path: "/a",
      requestContext: { stage: "beta", path: "/beta/a" },
    });
  });

  it("has what sets its variants apart", async () => {
    expect(await apiGatewayV1("/a", { httpApi: true })).toMatchObject({ version: "1.0" });
    expect(await apiGatewayV1("/a")).not.toHaveProperty("version");
    expect(await alb("/a", { multiValue: true })).toHaveProperty("multiValueHeaders");
    expect(await cloudFront("/a", { eventType: "origin-request" })).toMatchObject({
      Records: [{ cf: { config: { eventType: "origin-request" }, request: { origin: {} } } }],
    });
  });

  it("can be replayed as that of any other gateway, through the adapter", async () => {
    const handler = adapt(http(async (request) => json([request.method, request.url, await request.text()])));
    const words = ["POST https://x.example/a%20b?x=1", { body: "hé" }] as const;
    const events = [apiGatewayV1, apiGatewayV2, functionUrl, alb, vpcLattice, vpcLatticeV1, cloudFront];
    for (const event of events) {
      const { body } = (await handler(await event(...words))) as { body: string };
      expect(JSON.parse(body)).toEqual(["POST", "https://x.example/a%20b?x=1", "hé"]);
    }
  });
});

describe("the event of messages", () => {
  it("is made of bodies and of messages as their senders write them", () => {
    const { Records } = sqs(["first", { body: "second", key: "k" }], { queue: "orders.fifo" });
    expect(Records).toMatchObject([
      { body: "first", attributes: { ApproximateReceiveCount: "1" } },
      { body: "second", attributes: { MessageGroupId: "k", SequenceNumber: "00000000000000000002" } },
    ]);
    expect(Records[0]?.eventSourceARN).toMatch(/:orders\.fifo$/);
  });

  it("is made of a portable event, and comes out of the adapter as the same", async () => {
    const seen: Record<string, unknown>[] = [];
    const handler = adapt(
      message({ from: "orders", as: "json" }, ({ id, data, key, attempt, time }) => {
        seen.push({ id, data, key, attempt, time });
      }),
    );
    const event = {
      specversion: "1.0",
      id: "order-1",
      source: "/elsewhere",
      type: "order.placed",
      subject: undefined,
      time: "2026-01-01T00:00:00.000Z",
      datacontenttype: "application/json",
      data: { sku: "a-1" },
      extensions: {},
      attributes: { tier: "gold" },
      attempt: 2,
      key: "customer-1",
      enqueuedAt: undefined,
    } as const;
    await handler(sqs([event]), createContext().platform as never);
    const { id, data, key, attempt, time } = event;
    expect(seen).toEqual([{ id, data, key, attempt, time }]);
  });
});
