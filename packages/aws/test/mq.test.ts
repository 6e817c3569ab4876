import { type Message, message } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt as adaptActivemq } from "../src/message/activemq.js";
import { adapt as adaptRabbitmq } from "../src/message/rabbitmq.js";
import { adapt } from "../src/message.js";
import { activemq, rabbitmq } from "../src/simulator/index.js";

const quiet = { log: () => {} };
const ARN = "arn:aws:mq:eu-central-1:123456789012:broker:shop:b-9bcfa592";
const base64 = (text: string) => Buffer.from(text).toString("base64");

async function receive(native: object, options = {}): Promise<Message[]> {
  const seen: Message[] = [];
  await adapt(
    message(options, (each) => void seen.push(each)),
    quiet,
  )(native);
  return seen;
}

const active = (over: object = {}) => ({
  messageID: "ID:1",
  messageType: "jms/text-message",
  data: base64("hello"),
  redelivered: false,
  destination: { physicalName: "orders" },
  timestamp: 1795348800000,
  properties: {},
  ...over,
});
const fromActive = (...messages: readonly (object | null)[]) => ({
  eventSource: "aws:amq",
  eventSourceArn: ARN,
  messages,
});

const rabbit = (properties: object = {}, over: object = {}) => ({
  basicProperties: { messageId: null, contentType: null, timestamp: null, headers: {}, ...properties },
  redelivered: false,
  data: base64("hello"),
  ...over,
});
const fromRabbit = (rmqMessagesByQueue: object) => ({
  eventSource: "aws:rmq",
  eventSourceArn: ARN,
  rmqMessagesByQueue,
});

describe("a message of ActiveMQ", () => {
  it.each(["aws:mq", "aws:amq"])("of the source %s is a CloudEvent", async (eventSource) => {
    const [first] = await receive({ ...fromActive(active({ redelivered: true })), eventSource });
    expect(JSON.parse(JSON.stringify(first))).toEqual({
      specversion: "1.0",
      id: "ID:1",
      source: ARN,
      type: "com.amazonaws.activemq.message",
      subject: "orders",
      time: "2026-11-22T12:00:00.000Z",
      enqueuedAt: "2026-11-22T12:00:00.000Z",
      data: "hello",
      attributes: {},
      redelivered: true,
      extensions: {},
    });
    expect(first?.attempt).toBeUndefined();
  });

  it("has an id of its own, even if the broker's repeats", async () => {
    const native = fromActive(active(), active(), active({ messageID: "ID:2" }), active());
    expect((await receive(native)).map(({ id }) => id)).toEqual(["ID:1", "ID:1.2", "ID:2", "ID:1.3"]);
  });

  it("has an id of its own, even if the broker's ids look like those of repeated ones", async () => {
    const ids = ["a", "a", "a.2", "a", "a.2", "a.2.2", "a.3"];
    const native = fromActive(...ids.map((messageID) => active({ messageID })));
    const received = (await receive(native)).map(({ id }) => id);
    expect(new Set(received).size).toBe(ids.length);
    expect(received.filter((id) => ids.includes(id)).sort()).toEqual(["a", "a.2", "a.2.2", "a.3"]);
    expect((await receive(native)).map(({ id }) => id)).toEqual(received);
  });

  it("has the JMS properties as attributes, and is read by its content type", async () => {
    const properties = { tenant: "a", count: 3, paid: true, none: null, "content-type": "application/json" };
    const [first] = await receive(fromActive(active({ properties, data: base64("[1]") })));
    expect({ ...first?.attributes }).toEqual({
      tenant: "a",
      count: 3,
      paid: true,
      "content-type": "application/json",
    });
    expect(first?.data).toEqual([1]);
  });

  it("has no time if its sender's clock counts in nanoseconds", async () => {
    const [first] = await receive(fromActive(active({ timestamp: 1795348800000000000 })));
    expect([first?.time, first?.enqueuedAt, first?.data]).toEqual([undefined, undefined, "hello"]);
  });

  it("may hold bytes", async () => {
    const data = Buffer.from([0, 255]).toString("base64");
    const [first] = await receive(fromActive(active({ data, messageType: "jms/bytes-message" })), {
      as: "bytes",
    });
    expect(first?.data).toEqual(new Uint8Array([0, 255]));
  });

  it("belongs to the function of its queue, whichever way the name of the queue is written", async () => {
    const taken: string[] = [];
    const take = (from: string) => message({ from }, ({ id }) => void taken.push(`${from} ${id}`));
    await adaptActivemq(
      { orders: take("orders"), mails: take("mails") },
      quiet,
    )(fromActive(active(), active({ messageID: "ID:2", destination: { physicalname: "mails" } })));
    expect(taken.sort()).toEqual(["mails ID:2", "orders ID:1"]);
  });
});

describe("a message of RabbitMQ", () => {
  it("is a CloudEvent", async () => {
    const properties = { messageId: "m1", contentType: "text/plain", timestamp: "Jan 1, 1970, 12:33:41 AM" };
    const [first] = await receive(fromRabbit({ "orders::/": [rabbit(properties, { redelivered: true })] }));
    expect(JSON.parse(JSON.stringify(first))).toEqual({
      specversion: "1.0",
      id: "m1",
      source: ARN,
      type: "com.amazonaws.rabbitmq.message",
      subject: "orders::/",
      time: "1970-01-01T00:33:41.000Z",
      enqueuedAt: "1970-01-01T00:33:41.000Z",
      datacontenttype: "text/plain",
      data: "hello",
      attributes: {},
      redelivered: true,
      extensions: {},
    });
    expect(first?.attempt).toBeUndefined();
  });

  it("without an id of its publisher has one that is the same when it comes again, and its own in the batch", async () => {
    const batch = (redelivered: boolean) =>
      fromRabbit({
        "orders::/": [
          rabbit({}, { redelivered }),
          rabbit({}, { redelivered }),
          rabbit({}, { redelivered, data: base64("other") }),
        ],
        "mails::/": [rabbit({}, { redelivered })],
      });
    const ids = (await receive(batch(false))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids[1]).toBe(`${ids[0]}.2`);
    expect(ids.filter((id) => id.startsWith("orders::/."))).toHaveLength(3);
    expect((await receive(batch(true))).map(({ id }) => id)).toEqual(ids);
  });

  it("belongs to the function of its queue, whose name may have colons, in any virtual host", async () => {
    const native = fromRabbit({ "App::Orders::/": [rabbit()], "App::Orders::staging": [rabbit()] });
    expect(await receive(native, { from: "App::Orders" })).toHaveLength(2);
  });

  it("of a quorum queue says which delivery it is, from the second on", async () => {
    const attemptOf = async (headers: object, redelivered: boolean) =>
      (await receive(fromRabbit({ "orders::/": [rabbit({ headers }, { redelivered })] })))[0]?.attempt;
    expect(await attemptOf({ "x-delivery-count": 1 }, true)).toBe(2);
    expect(await attemptOf({ "x-delivery-count": 4 }, true)).toBe(5);
    expect(await attemptOf({}, true)).toBeUndefined();
    expect(await attemptOf({}, false)).toBeUndefined();
  });

  it.each([
    ["was sent again with its headers", { "x-delivery-count": 3 }, false],
    ["came back without being counted", { "x-delivery-count": 0 }, true],
    ["has a text there", { "x-delivery-count": { bytes: [51] } }, true],
  ])("that %s does not say which delivery it is", async (_, headers, redelivered) => {
    const [first] = await receive(fromRabbit({ "orders::/": [rabbit({ headers }, { redelivered })] }));
    expect([first?.attempt, first?.redelivered]).toEqual([undefined, redelivered]);
  });

  it("without an id of its publisher keeps its id when a quorum queue counts its deliveries", async () => {
    const idWith = async (headers: object | null) =>
      (await receive(fromRabbit({ "orders::/": [rabbit({ headers })] })))[0]?.id;
    const first = await idWith(null);
    expect(await idWith({ "x-delivery-count": 1 })).toBe(first);
    expect(await idWith({ "x-delivery-count": 2 })).toBe(first);
    const other = await idWith({ tenant: "a" });
    expect(other).not.toBe(first);
    expect(await idWith({ tenant: "a", "x-delivery-count": 1 })).toBe(other);
  });

  it("has texts, numbers and tables among its headers", async () => {
    const bytes = (text: string) => ({ bytes: [...new Int8Array(Buffer.from(text))] });
    const headers = {
      text: bytes("für"),
      raw: { bytes: [-1, -2] },
      count: 10,
      paid: false,
      none: null,
      "x-death": [{ queue: bytes("orders"), count: 2 }],
    };
    const [first] = await receive(fromRabbit({ "orders::/": [rabbit({ headers })] }));
    expect({ ...first?.attributes }).toEqual({
      text: "für",
      raw: new Uint8Array([255, 254]),
      count: 10,
      paid: false,
      "x-death": '[{"queue":"orders","count":2}]',
    });
  });

  it("has a time, whatever space Java puts before AM and PM, and none where the time cannot be read", async () => {
    // The publisher of the third counts in milliseconds instead of seconds.
    const timestamps = ["Nov 22, 2026, 12:00:00\u202fPM", "soon", "Oct 22, 58863, 12:00:00 PM"];
    const native = fromRabbit({ "orders::/": timestamps.map((timestamp) => rabbit({ timestamp })) });
    expect((await receive(native)).map(({ time }) => time)).toEqual([
      "2026-11-22T12:00:00.000Z",
      undefined,
      undefined,
    ]);
  });

  it("carries its sender's trace", async () => {
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const headers = { traceparent: { bytes: [...Buffer.from(traceparent)] } };
    const traces: unknown[] = [];
    await adaptRabbitmq(message((_, { trace }) => void traces.push(trace?.traceparent)))(
      fromRabbit({ "orders::/": [rabbit({ headers })] }),
    );
    expect(traces).toEqual([traceparent]);
  });

  it("belongs to the function of its queue, with or without the virtual host", async () => {
    const taken: string[] = [];
    const take = (from: string) => message({ from }, ({ data }) => void taken.push(`${from} ${data}`));
    const handler = adaptRabbitmq({ orders: take("orders"), other: take("orders::shop") }, quiet);
    await handler(fromRabbit({ "orders::/": [rabbit()], "orders::shop": [rabbit()] }));
    expect(taken.sort()).toEqual(["orders hello", "orders::shop hello"]);
  });
});

type Build = (...data: readonly unknown[]) => object;
const activeBatch: Build = (...data) =>
  fromActive(...data.map((each) => (each === null ? null : active({ data: each }))));
const rabbitBatch: Build = (...data) =>
  fromRabbit({ "orders::/": data.map((each) => (each === null ? null : rabbit({}, { data: each }))) });

describe.each([
  ["ActiveMQ", activeBatch],
  ["RabbitMQ", rabbitBatch],
] as const)("the answer to %s", (_, batch) => {
  const ok = base64("ok");

  it("is an error if any message failed, after all were handled", async () => {
    const seen: unknown[] = [];
    const handler = adapt(
      message(({ data }) => {
        seen.push(data);
        if (data === "bad") throw new Error("no");
      }),
      quiet,
    );
    await expect(handler(batch(ok, base64("bad"), ok))).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(seen).toEqual(["ok", "bad", "ok"]);
    expect(await handler(batch(ok))).toBeNull();
  });

  it.each([
    ["null", null],
    ["without data", 7],
    ["that is not base64", "§§§"],
  ])("is an error for a record %s, whose neighbours are handled", async (_what, bad) => {
    const seen: unknown[] = [];
    const codes: unknown[] = [];
    const handler = adapt(
      message(({ data }) => void seen.push(data)),
      { log: (_line, { fields }) => void codes.push(fields?.code) },
    );
    await expect(handler(batch(ok, bad, ok))).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect([seen, codes]).toEqual([["ok", "ok"], ["ONEFN_MESSAGE_UNDECODABLE"]]);
  });
});

describe("the builders", () => {
  it.each([
    ["activemq", activemq],
    ["rabbitmq", rabbitmq],
  ])("%s keeps the id and the time of a message of another provider", async (_, build) => {
    const received = {
      specversion: "1.0",
      id: "1",
      time: "2026-01-01T00:00:00.000Z",
      data: { a: 1 },
      attempt: 2,
    };
    const [first, second] = await receive(build([received as never, "text"], { queue: "mails" }));
    expect(first).toMatchObject({ id: "1", time: received.time, data: '{"a":1}', redelivered: true });
    expect(second).toMatchObject({ data: "text", redelivered: false });
    expect(first?.subject).toMatch(/^mails\b/);
  });
});
