import { createMessage, message, retry } from "onefn";
import { findWire } from "onefn/simulator";
import { describe, expect, test } from "vitest";
import { adapt } from "../src/message/service-bus.js";
import type { AzureContext } from "../src/native.js";
import { type AzureRecordPlatform, isAzure } from "../src/platform.js";
import { serviceBus, simulator, type TriggeredEvent } from "../src/simulator/index.js";
import { seen, told } from "./support/messages.js";

/** An event whose context has another trigger. */
function triggered(event: TriggeredEvent, trigger: Readonly<Record<string, unknown>>): TriggeredEvent {
  const { context } = event;
  return {
    ...event,
    context: { ...context, options: { trigger: { ...context.options?.trigger, ...trigger } } },
  };
}

const one = (metadata = {}) => told(serviceBus(["hello"], { cardinality: "one" }), metadata);

describe("a message", () => {
  test("has what the host says of it", async () => {
    const native = { messageId: "m-1", correlationId: "c-1", subject: "created" };
    const [first] = await seen(
      serviceBus([{ body: "hello", contentType: "text/plain", key: "k", attributes: { n: 1 }, native }]),
    );
    expect(first).toMatchObject({
      id: "m-1",
      source: "orders",
      type: "com.microsoft.servicebus.message",
      subject: "created",
      datacontenttype: "text/plain",
      data: "hello",
      attempt: 1,
      key: "k",
      attributes: { n: 1 },
      extensions: { sequence: "1", correlationid: "c-1" },
    });
  });

  test("without an id of its sender goes by its number, in a batch too", async () => {
    const anonymous = { body: "x", native: { messageId: undefined, sequence: 2 ** 40 + 3 } };
    expect((await seen(serviceBus([anonymous])))[0]?.id).toBe("1099511627779");
    expect((await seen(serviceBus([anonymous], { cardinality: "one" })))[0]?.id).toBe("1099511627779");
  });

  test.each([
    [1, "1"],
    ["01", "01"],
    [true, "true"],
    [{ a: 1 }, '{"a":1}'],
    [12345678901234567000, "7"],
    [1.5, "7"],
    ["", "7"],
    [null, "7"],
    [undefined, "7"],
  ])("whose id the library has made %j of has the id %s", async (messageId, id) => {
    expect((await seen(one({ messageId, sequenceNumber: 7 })))[0]?.id).toBe(id);
  });

  test("was sent at a time without a zone, which is UTC wherever the function runs", async () => {
    const { TZ } = process.env;
    process.env.TZ = "Asia/Tokyo";
    try {
      const [first] = await seen(one({ enqueuedTimeUtc: "2026-02-14T05:12:53.413" }));
      expect(first?.time).toBe("2026-02-14T05:12:53.413Z");
      const [older] = await seen(one({ enqueuedTimeUtc: "2026-02-14T05:12:53.4133526Z" }));
      expect(older?.time).toBe("2026-02-14T05:12:53.413Z");
      const [zoned] = await seen(one({ enqueuedTimeUtc: "2026-02-14T05:12:53.4130000+00:00" }));
      expect(zoned?.time).toBe("2026-02-14T05:12:53.413Z");
    } finally {
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    }
    expect((await seen(one({ enqueuedTimeUtc: "0001-01-01T00:00:00" })))[0]?.enqueuedAt).toBeUndefined();
  });

  test("claims nothing that the host does not tell", async () => {
    const event = one();
    const bare = { ...event, context: { ...event.context, triggerMetadata: undefined } };
    expect((await seen(bare))[0]).toMatchObject({
      id: "",
      attempt: undefined,
      key: undefined,
      time: undefined,
      subject: undefined,
      attributes: {},
      extensions: {},
    });
  });

  test("has the trace of its sender, by the name that the library leaves of Diagnostic-Id", async () => {
    const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    const traces: unknown[] = [];
    const { input, context } = serviceBus([{ body: "x", attributes: { "Diagnostic-Id": traceparent } }]);
    await adapt(message((_, { trace }) => void traces.push(trace?.traceparent)))(input, context);
    expect(traces).toEqual([traceparent]);
  });

  test("of another provider keeps its id, time, key and delivery", async () => {
    const enqueuedAt = new Date("2026-01-02T03:04:05.678Z");
    const other = createMessage({ data: { sku: "tea" }, id: "other", key: "k", attempt: 3, enqueuedAt });
    const [first] = await seen(serviceBus([other]));
    expect(first).toMatchObject({ id: "other", data: '{"sku":"tea"}', key: "k", attempt: 3, enqueuedAt });
  });

  test("has its native record, and the context's metadata", async () => {
    const platforms: AzureRecordPlatform[] = [];
    const { input, context } = serviceBus(["a", "b"]);
    await adapt(message((_, each) => void (isAzure(each) && platforms.push(each.platform))))(input, context);
    expect(platforms.map(({ record }) => record)).toEqual([
      { body: Buffer.from("a"), index: 0 },
      { body: Buffer.from("b"), index: 1 },
    ]);
    expect(platforms[0]?.context.triggerMetadata).toHaveProperty("lockTokenArray");
    expect(platforms[0]?.input).toBe(input);
  });
});

describe("a function that was registered by hand, without dataType: binary", () => {
  test.each([
    ["plain text", "plain text"],
    [42, "42"],
    [{ a: [1] }, '{"a":[1]}'],
    [[1, 2], "[1,2]"],
    [null, "null"],
    ["", ""],
    [undefined, ""],
  ])("gets what the library has made of a body: %j", async (input, data) => {
    expect((await seen({ ...one(), input }))[0]?.data).toBe(data);
  });

  test("is told nothing by an array that the host has shortened, for it says not whose its values are", async () => {
    const event = serviceBus([{ body: "a", contentType: "text/plain" }, "b"]);
    const messages = await seen(told(event, { contentTypeArray: ["text/plain"], messageIdArray: ["b-id"] }));
    expect(messages.map(({ datacontenttype, id }) => [datacontenttype, id])).toEqual([
      [undefined, "1"],
      [undefined, "2"],
    ]);
  });

  test.each([[["b"]], [[]], ["b"], [undefined]])(
    "fails a batch whose bodies are not as many as its messages: %j",
    async (input) => {
      const event = serviceBus(["", "b"]);
      await expect(seen({ ...event, input })).rejects.toMatchObject({
        code: "ONEFN_MALFORMED_EVENT",
        message: expect.stringContaining('dataType: "binary"'),
      });
    },
  );
});

describe("where a message comes from", () => {
  const topic = { topic: "orders", subscription: "billing" };

  test.each(["orders", "orders/billing", "orders/subscriptions/billing"])(
    "a topic's function claims it as %s",
    async (from) => {
      const [first] = await seen(serviceBus(["x"], topic), from);
      expect(first?.source).toBe("orders/subscriptions/billing");
    },
  );

  test("two subscriptions of a topic are told apart", async () => {
    const got: string[] = [];
    const handler = adapt({
      billing: message({ from: "orders/billing" }, () => void got.push("billing")),
      others: message({ from: "orders" }, () => void got.push("others")),
    });
    for (const subscription of ["billing", "shipping"]) {
      const { input, context } = serviceBus(["x"], { ...topic, subscription });
      await handler(input, context);
    }
    expect(got).toEqual(["billing", "others"]);
  });

  test("an app setting is replaced, as the host does it", async () => {
    const event = triggered(serviceBus(["x"]), { queueName: "%STAGE%-orders" });
    const [first] = await seen(event, "prod-orders", { STAGE: "prod" });
    expect(first?.source).toBe("prod-orders");
    await expect(seen(event, "prod-orders")).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message: expect.stringContaining("%STAGE%-orders"),
    });
  });

  test.each([
    [{ type: "warmupTrigger" }, "warmupTrigger"],
    [{ type: "signalRTrigger", queueName: "orders" }, "signalRTrigger"],
  ])("what is none of this trigger's is refused: %j", async (trigger, named) => {
    await expect(seen(triggered(one(), trigger))).rejects.toMatchObject({
      code: "ONEFN_UNKNOWN_EVENT",
      message: expect.stringContaining(`Seen in it: ${named}.`),
    });
  });
});

describe("a batch", () => {
  test("is handled whole, then fails with the first cause", async () => {
    const handled: string[] = [];
    const cause = new Error("out of stock");
    const fn = message({ as: "text" }, ({ data }) => {
      handled.push(data);
      if (data === "b") throw cause;
      return data === "c" ? retry() : undefined;
    });
    const { input, context } = serviceBus(["a", "b", "c", "d"]);
    await expect(adapt(fn, { log: () => {} })(input, context)).rejects.toMatchObject({
      code: "ONEFN_BATCH_FAILED",
      message: expect.stringContaining("2 of 4"),
      cause,
    });
    expect(handled).toEqual(["a", "b", "c", "d"]);
  });

  test("that is done returns nothing, which the host would take for an output", async () => {
    const { input, context } = serviceBus(["a"]);
    expect(await adapt(message(() => {}))(input, context)).toBeUndefined();
  });

  test("of a session is handled in order, and not beyond a failure", async () => {
    const handled: string[] = [];
    const fn = message({ as: "text" }, async ({ data }) => {
      handled.push(`${data} begins`);
      await new Promise((resolve) => setTimeout(resolve, data === "a" ? 5 : 1));
      handled.push(`${data} ends`);
      if (data === "b") throw new Error("failed");
    });
    const { input, context } = serviceBus(["a", "b", "c"], { sessions: true });
    await expect(adapt(fn, { log: () => {} })(input, context)).rejects.toThrow("2 of 3");
    expect(handled).toEqual(["a begins", "a ends", "b begins", "b ends"]);
  });
});

describe("the event that the simulator builds", () => {
  test.each([
    ["service-bus", "one"],
    ["service-bus-batch", "many"],
  ] as const)("is what the library gives of %s", async (trigger, cardinality) => {
    const contexts: AzureContext[] = [];
    const fn = message((_, each) => void (isAzure(each) && contexts.push(each.platform.context)));
    const deployment = await findWire(simulator, "message", trigger).deploy(() => fn);
    const sent = {
      body: "x",
      contentType: "1",
      key: "2",
      attributes: { Tenant: "a", bytes: new Uint8Array(2) },
    };
    await deployment.send("orders", [sent, { body: "" }]);
    await deployment.deliver("orders");
    const built = serviceBus([sent, { body: "" }], { cardinality, sessions: trigger === "service-bus" });
    expect(shapeOf(built.context.triggerMetadata)).toEqual(shapeOf(contexts[0]?.triggerMetadata));
  });
});

/** Values with what differs at each call replaced by its type. */
function shapeOf(metadata: unknown): unknown {
  return JSON.parse(
    JSON.stringify(metadata, (_, value) =>
      typeof value === "string" && /^[\da-f]{8}-|^\d{4}-\d\d/.test(value)
        ? value.replaceAll(/[\da-f]/g, "0")
        : value,
    ),
  );
}
