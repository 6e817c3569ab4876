import { http, json, type Message, message, reject, retry } from "onefn";
import { sharedSecret } from "onefn/events";
import { describe, expect, test } from "vitest";
import { adapt, type DaprOptions, type ServerOptions } from "../src/index.js";
import { adapt as adaptPinned } from "../src/message/dapr.js";
import { daprBulk, daprMessage } from "../src/simulator/index.js";

const PLATFORM = { events: { verify: "platform" }, log: () => {} } as const;

const outcomes = (from: string | undefined, seen: unknown[] = []) =>
  message({ ...(from !== undefined && { from }), as: "text" }, ({ data }) => {
    seen.push(data);
    if (data === "throw") throw new Error("no");
    return data === "retry" ? retry() : data === "reject" ? reject() : undefined;
  });

type Fetch = ReturnType<typeof adapt>["fetch"];

async function post(fetch: Fetch, body: unknown, path = "/") {
  const response = await fetch(
    new Request(`http://127.0.0.1${path}`, {
      method: "POST",
      headers: { "content-type": "application/cloudevents+json" },
      body: JSON.stringify(body),
    }),
  );
  const text = await response.text();
  return { status: response.status, told: text && response.status === 200 ? JSON.parse(text) : undefined };
}

describe("what Dapr is answered", () => {
  test.each([
    ["done", "SUCCESS"],
    ["retry", "RETRY"],
    ["throw", "RETRY"],
    ["reject", "DROP"],
  ])("for a message that is %s is %s", async (body, status) => {
    const { fetch } = adapt(outcomes("orders"), PLATFORM);
    expect(await post(fetch, daprMessage(body))).toEqual({ status: 200, told: { status } });
  });

  test("names every entry of a bulk, in its order", async () => {
    const { fetch } = adapt(outcomes("orders"), PLATFORM);
    const bulk = daprBulk(["done", "retry", "reject", "done"]);
    const broken = { entryId: "broken", event: { specversion: "1.0" }, contentType: "", metadata: null };
    const { told } = await post(fetch, { ...bulk, entries: [...bulk.entries, broken, null] });
    const ids = bulk.entries.map(({ entryId }) => entryId);
    expect(told).toEqual({
      statuses: [
        { entryId: ids[0], status: "SUCCESS" },
        { entryId: ids[1], status: "RETRY" },
        { entryId: ids[2], status: "DROP" },
        { entryId: ids[3], status: "SUCCESS" },
        { entryId: "broken", status: "DROP" },
        { entryId: "", status: "DROP" },
      ],
    });
  });

  test("for a bulk without entries is no status", async () => {
    const { fetch } = adapt(outcomes("orders"), PLATFORM);
    expect((await post(fetch, daprBulk([], {}))).told).toEqual({ statuses: [] });
  });

  test("for a topic that nobody claims is neither a success nor 404, which drops the message", async () => {
    const { fetch } = adapt(outcomes("orders"), PLATFORM);
    expect((await post(fetch, daprMessage("x", { topic: "parcels" }))).status).toBe(500);
  });
});

describe("a message of Dapr", () => {
  async function receive(body: unknown, options: object = {}) {
    const seen: Message[] = [];
    const { fetch } = adaptPinned(
      message(options, (each: Message) => void seen.push(each)),
      PLATFORM,
    );
    await post(fetch, body);
    return seen;
  }

  test("goes to the function that claims its topic, whatever the component, or both", async () => {
    for (const from of ["a/b/orders", "kafka/a/b/orders"]) {
      const seen: unknown[] = [];
      const { fetch } = adapt(outcomes(from, seen), PLATFORM);
      await post(fetch, daprMessage("x", { pubsubname: "kafka", topic: "a/b/orders" }));
      expect(seen).toEqual(["x"]);
    }
  });

  test("has the publisher's attributes, and all of Dapr's members as extensions", async () => {
    const [seen] = await receive(daprMessage({ body: "x", attributes: { tenant: "a" } }));
    expect({ ...seen?.attributes }).toEqual({ tenant: "a" });
    expect(seen?.extensions).toMatchObject({ tenant: "a", topic: "orders", pubsubname: "pubsub" });
  });

  test("that was published without a content type is text, and JSON where a function asks for it", async () => {
    // As Dapr 1.16 makes it of `curl -d '{"sku":"tea"}'`.
    const event = {
      data: '{"sku":"tea"}',
      datacontenttype: "text/plain",
      id: "5929aaac-a5e2-4ca1-859c-edfe73f11565",
      pubsubname: "pubsub",
      source: "shop",
      specversion: "1.0",
      time: "2026-01-02T03:04:05Z",
      topic: "orders",
      traceid: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      tracestate: "",
      type: "com.dapr.event.sent",
    };
    expect((await receive(event))[0]?.data).toBe('{"sku":"tea"}');
    expect((await receive(event, { as: "json" }))[0]?.data).toEqual({ sku: "tea" });
  });

  test("of a raw payload is bytes, alone and in bulk", async () => {
    const bytes = Uint8Array.of(0, 255);
    const data_base64 = "AP8=";
    const alone = { ...daprMessage(""), datacontenttype: "application/octet-stream", data_base64 };
    expect((await receive(alone, { as: "bytes" }))[0]?.data).toEqual(bytes);
    const bulk = daprBulk([]);
    const entries = [{ entryId: "e1", event: data_base64, contentType: "application/octet-stream" }];
    const [seen] = await receive({ ...bulk, pubsubname: "p", topic: "t", entries }, { as: "bytes" });
    expect([seen?.id, seen?.data, seen?.source]).toEqual(["e1", bytes, "Dapr"]);
  });
});

describe("GET /dapr/subscribe", () => {
  const ask = async (
    functions: Parameters<typeof adapt>[0],
    dapr: DaprOptions | undefined,
    options: ServerOptions = PLATFORM,
    headers: Record<string, string> = {},
  ) => {
    const { fetch } = adapt(functions as never, { ...options, ...(dapr && { dapr }) });
    const response = await fetch(new Request("http://127.0.0.1/dapr/subscribe", { headers }));
    return { status: response.status, told: response.status === 200 ? await response.json() : undefined };
  };
  const orders = outcomes("orders");
  const parcels = outcomes("pubsub/parcels");
  const hello = http({ path: "/hello" }, () => json({}));

  test("lists the topics that the functions claim, and where they are taken", async () => {
    const { told } = await ask({ orders, parcels, hello }, { pubsubname: "pubsub" });
    expect(told).toEqual([
      { pubsubname: "pubsub", topic: "orders", route: "/_events" },
      { pubsubname: "pubsub", topic: "parcels", route: "/_events" },
    ]);
    const { fetch } = adapt({ orders, parcels, hello }, PLATFORM);
    expect((await post(fetch, daprMessage("x"), "/_events")).told).toEqual({ status: "SUCCESS" });
  });

  test("says whether messages come in bulk, raw, and where dead letters go", async () => {
    const bulk = { maxMessagesCount: 50, maxAwaitDurationMs: 40 };
    const { told } = await ask(orders, {
      pubsubname: "pubsub",
      deadLetterTopic: "dead",
      bulk,
      rawPayload: true,
    });
    expect(told).toEqual([
      {
        pubsubname: "pubsub",
        topic: "orders",
        route: "/",
        deadLetterTopic: "dead",
        bulkSubscribe: { enabled: true, ...bulk },
        metadata: { rawPayload: "true" },
      },
    ]);
    const { told: short } = await ask(orders, { pubsubname: "pubsub", bulk: true });
    expect(short).toMatchObject([{ bulkSubscribe: { enabled: true } }]);
  });

  test("lists topics by the names of the deployment", async () => {
    const { told } = await ask(
      orders,
      { pubsubname: "pubsub" },
      { ...PLATFORM, names: { "prod-orders": "orders" } },
    );
    expect(told).toMatchObject([{ topic: "prod-orders" }]);
  });

  test("is verified by the token with which the sidecar comes", async () => {
    const events = { verify: sharedSecret({ header: "dapr-api-token" }, "s3cret") };
    const options = { events, log: () => {} };
    expect((await ask(orders, { pubsubname: "pubsub" }, options)).status).toBe(401);
    const headers = { "dapr-api-token": "s3cret" };
    expect((await ask(orders, { pubsubname: "pubsub" }, options, headers)).status).toBe(200);
  });

  test("is http's own without the option", async () => {
    const own = http({ path: "/dapr/subscribe", methods: ["GET"] }, () => json(["own"]));
    expect((await ask({ orders, own }, undefined)).told).toEqual(["own"]);
    expect((await ask({ orders, hello }, undefined)).status).toBe(404);
  });

  test("needs a topic of each function", () => {
    expect(() => adapt(outcomes(undefined), { ...PLATFORM, dapr: { pubsubname: "pubsub" } })).toThrow(
      expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
    );
  });

  test.each([
    [{ pubsubname: "" }],
    [{ pubsubname: "p", bulk: 100 }],
    [{ pubsubname: "p", bulk: { maxMessageCount: 100 } }],
    [{ pubsubname: "p", deadletterTopic: "dead" }],
  ])("refuses the options %j at start", (dapr) => {
    expect(() => adapt(orders, { ...PLATFORM, dapr: dapr as never })).toThrow(
      expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
    );
  });
});
