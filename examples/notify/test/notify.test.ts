import { createHmac } from "node:crypto";
import { simulator as aws, eventBridge, sqs as messagesOfSqs } from "@onefn/aws/simulator";
import { simulator as azure } from "@onefn/azure/simulator";
import { checkFunction } from "@onefn/contract";
import { eventarc, simulator as gcp } from "@onefn/gcp/simulator";
import { adapt } from "@onefn/server";
import { createContext, createMessage } from "onefn";
import { findWire } from "onefn/simulator";
import { describe, expect, test, vi } from "vitest";
import { handler } from "../src/aws.js";
import { broker } from "../src/broker.js";
import { fanOut, inbox, samples, webhooks } from "../src/functions.js";
import { handler as handlerOfGcp } from "../src/gcp.js";
import { pubsub } from "../src/pubsub.js";
import { type Delivery, sendTo } from "../src/queue.js";
import { sqs } from "../src/sqs.js";
import { queueOfStorage } from "../src/storage-queue.js";
import { find, subscribe } from "../src/subscribers.js";
import { type Received, startReceiver } from "./receiver.js";

const PLACED = "com.example.order.placed";
const order = { orderId: "7", cents: 4200 };

/** Subscribes a receiver. Nobody else is told of events of its type. */
async function subscribed(type: string, name: string, answer: Parameters<typeof startReceiver>[0]) {
  const receiver = await startReceiver(answer);
  subscribe({ name, url: receiver.url, secret: `secret of ${name}`, types: [type] });
  return receiver;
}
subscribe({ name: "inbox", url: "http://127.0.0.1:9/inbox", secret: "secret of inbox", types: [] });

const signatureOf = ({ headers, body }: Received, secret: string) => {
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return `v1,${createHmac("sha256", secret).update(signed).digest("base64")}`;
};

/** Each provider's bus, with its queue. */
const paths = [
  { simulator: aws, bus: "eventbridge", queue: "sqs" },
  { simulator: azure, bus: "event-grid", queue: "storage-queue" },
  { simulator: gcp, bus: "eventarc", queue: "pubsub-push" },
];

describe.each(paths)("$simulator.provider: $bus, $queue", ({ simulator, bus: trigger, queue }) => {
  const type = `com.example.order.${trigger}`;

  /** The whole path: events to the bus, messages to the queue, requests to the receivers. */
  async function deploy() {
    const functions = { fanOut, webhooks };
    const messages = await findWire(simulator, "message", queue).deploy(() => functions);
    sendTo({
      async send(deliveries) {
        await messages.send(
          "webhooks",
          deliveries.map((each) => ({ body: JSON.stringify(each) })),
        );
      },
    });
    const bus = await findWire(simulator, "event", trigger).deploy(() => functions);
    return {
      bus,
      async happens(data: unknown) {
        await bus.send(type, [{ data }]);
        const event = await bus.drain(type);
        return { event, messages: await messages.drain("webhooks") };
      },
    };
  }

  test("an event reaches each subscriber, signed, and one that fails is tried again alone", async () => {
    const steady = await subscribed(type, "steady", () => ({ status: 204 }));
    const shaky = await subscribed(type, "shaky", (nth) => ({ status: nth === 0 ? 503 : 200 }));
    const { happens } = await deploy();
    const { event, messages } = await happens(order);
    expect([event.dead, messages.dead]).toEqual([[], []]);
    expect([steady.received.length, shaky.received.length]).toEqual([1, 2]);
    for (const [{ received }, name] of [
      [steady, "steady"],
      [shaky, "shaky"],
    ] as const) {
      for (const each of received) {
        expect(JSON.parse(each.body)).toEqual({ type, data: order });
        expect(each.headers["webhook-signature"]).toBe(signatureOf(each, `secret of ${name}`));
      }
    }
    const [first, second] = shaky.received;
    expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
    expect(first?.headers["webhook-id"]).not.toBe(steady.received[0]?.headers["webhook-id"]);
  });

  test("an event that arrives twice calls each webhook once", async () => {
    const steady = await subscribed(type, "steady", () => ({ status: 200 }));
    await subscribed(type, "shaky", () => ({ status: 200 }));
    const { bus, happens } = await deploy();
    let kept: unknown;
    await bus.send(type, [{ data: order }]);
    await bus.deliver(type, (native) => {
      kept = native;
      return native;
    });
    await bus.send(type, [{ data: {} }]);
    await bus.deliver(type, () => kept);
    await happens({ orderId: "8" });
    // Neither buses nor queues keep an order.
    const received = steady.received.map(({ body }) => JSON.parse(body).data.orderId);
    expect(received.sort()).toEqual(["7", "8"]);
  });

  test("nobody is told of another type", async () => {
    const steady = await subscribed(`${type}.shipped`, "steady", () => ({ status: 200 }));
    await subscribed(`${type}.shipped`, "shaky", () => ({ status: 200 }));
    const { happens } = await deploy();
    expect((await happens(order)).event.dead).toEqual([]);
    expect(steady.received).toEqual([]);
  });
});

const call = (to: string, id: string = crypto.randomUUID()) =>
  webhooks.handler(createMessage({ data: { id, to, type: PLACED, data: order } }), createContext());

test.each([
  [200, undefined],
  [503, { type: "retry", after: 60 }],
  [429, { type: "retry", after: 60 }],
  [404, { type: "reject", reason: "some answers 404" }],
  [302, { type: "reject", reason: "some answers 302" }],
])("an answer with status %i", async (status, outcome) => {
  const inside = await startReceiver(() => ({ status: 200 }));
  await subscribed(PLACED, "some", () => ({ status, headers: { location: inside.url } }));
  const given = await call("some");
  if (outcome) expect(given).toMatchObject(outcome);
  else expect(given).toBeUndefined();
  expect(inside.received).toEqual([]);
});

test("a subscriber that never answers, or is not there, fails", async () => {
  await subscribed(PLACED, "silent", () => undefined);
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort(new Error("too late")));
  await expect(async () => call("silent")).rejects.toThrow("too late");
  expect(timeout).toHaveBeenCalledWith(5_000);
  timeout.mockRestore();
  subscribe({ name: "gone", url: "http://127.0.0.1:1/", secret: "x" });
  await expect(async () => call("gone")).rejects.toThrow();
});

test("a webhook that was sent is not sent again", async () => {
  const { received } = await subscribed(PLACED, "some", () => ({ status: 200 }));
  await call("some", "1.some");
  await call("some", "1.some");
  expect(received).toHaveLength(1);
});

test("the inbox takes what is signed, and nothing else", async () => {
  const ask = async (headers: Headers, body: string) =>
    inbox.handler(new Request("http://localhost/inbox", { method: "POST", headers, body }), createContext());
  const { received, url } = await subscribed(PLACED, "inbox", () => ({ status: 200 }));
  expect(find("inbox")?.url).toBe(url);
  await call("inbox");
  const [{ headers, body } = { headers: {}, body: "" }] = received;
  const signed = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const old = new Headers({ ...Object.fromEntries(signed), "webhook-timestamp": "1700000000" });
  expect((await ask(signed, body)).status).toBe(200);
  const refused = { status: 401 };
  await expect(ask(signed, body.replace("4200", "1"))).rejects.toMatchObject(refused);
  await expect(ask(old, body)).rejects.toMatchObject(refused);
  await expect(ask(new Headers(), body)).rejects.toMatchObject(refused);
});

test("the entry of AWS sends messages through SQS, ten at a time, and fails if SQS refuses one", async () => {
  for (let nth = 0; nth < 12; nth++)
    subscribe({ name: `many-${nth}`, url: "http://127.0.0.1:1/", secret: "x" });
  const bodies: Delivery[] = [];
  const { url } = await startReceiver((nth, { body }) => {
    const { Entries } = JSON.parse(body) as { Entries: { Id: string; MessageBody: string }[] };
    bodies.push(...Entries.map(({ MessageBody }) => JSON.parse(MessageBody)));
    const Failed = nth < 2 ? [] : [{ Id: "0", Code: "InternalError", SenderFault: false }];
    return {
      status: 200,
      headers: { "content-type": "application/x-amz-json-1.0" },
      body: JSON.stringify({ Failed }),
    };
  });
  const credentials = { accessKeyId: "x", secretAccessKey: "x" };
  sendTo(sqs(`${url}/1/webhooks`, { endpoint: url, region: "eu-west-1", credentials }));
  const event = eventBridge({ type: "com.example.order.counted", data: order });
  await handler(event);
  const names = bodies.map(({ to }) => to);
  expect(names).toHaveLength(12 + 1);
  expect(new Set(bodies.map(({ id }) => id)).size).toBe(names.length);
  await expect(handler(event)).rejects.toThrow();
  const { received } = await subscribed(PLACED, "some", () => ({ status: 200 }));
  const delivery = { id: "2.some", to: "some", type: PLACED, data: order };
  expect(await handler(messagesOfSqs([JSON.stringify(delivery)], { queue: "webhooks" }))).toEqual({
    batchItemFailures: [],
  });
  expect(received).toHaveLength(1);
});

test("the entry of Google Cloud sends messages through Pub/Sub, and fails if it refuses", async () => {
  const { received, url } = await startReceiver((nth) => ({ status: nth < 1 ? 200 : 403 }));
  sendTo(pubsub("projects/shop/topics/webhooks", { endpoint: url, token: async () => "a token" }));
  subscribe({ name: "some", url: "http://127.0.0.1:1/", secret: "x", types: ["com.example.order.paid"] });
  const event = eventarc({ type: "com.example.order.paid", data: order });
  await handlerOfGcp(event);
  const [{ headers, body, path } = { headers: {}, body: "{}", path: "" }] = received;
  expect([path, headers.authorization]).toEqual([
    "/v1/projects/shop/topics/webhooks:publish",
    "Bearer a token",
  ]);
  const { messages } = JSON.parse(body) as { messages: { data: string }[] };
  const sent = messages.map(({ data }) => JSON.parse(Buffer.from(data, "base64").toString()));
  const delivery = { id: `${event.id}.some`, to: "some", type: "com.example.order.paid", data: order };
  expect(sent).toContainEqual(delivery);
  await expect(handlerOfGcp(event)).rejects.toThrow();
});

test("on a server, events and messages are CloudEvents of one broker", async () => {
  const type = "com.example.order.sent";
  const { received, url } = await startReceiver((nth) => ({ status: nth < 1 ? 202 : 500 }));
  const some = await subscribed(type, "some", () => ({ status: 200 }));
  for (const name of ["gone", "inbox", "shaky", "steady"]) subscribe({ name, url, secret: "x", types: [] });
  for (let nth = 0; nth < 12; nth++) subscribe({ name: `many-${nth}`, url, secret: "x", types: [] });
  sendTo(broker(url));
  const { fetch } = adapt({ fanOut, webhooks }, { events: { path: "/events", verify: "platform" } });
  const send = async (headers: Record<string, string> | [string, string][], body: string) => {
    const answer = await fetch(new Request("http://localhost/events", { method: "POST", headers, body }));
    return answer.ok;
  };
  const event = { "ce-specversion": "1.0", "ce-id": "%C3%A9%201", "ce-source": "/shop", "ce-type": type };
  const headers = { ...event, "content-type": "application/json" };
  expect(await send(headers, JSON.stringify(order))).toBe(true);
  const [message = { headers: {}, body: "" }] = received;
  const given = Object.entries(message.headers).map(([name, value]): [string, string] => [name, `${value}`]);
  expect(await send(given, message.body)).toBe(true);
  expect(some.received.map(({ body }) => JSON.parse(body))).toEqual([{ type, data: order }]);
  // The broker takes no more.
  expect(await send(headers, JSON.stringify(order))).toBe(false);
  await expect(broker(undefined).send([])).rejects.toThrow("K_SINK");
});

test("messages go to a queue of Azure Storage in base64, and fail if it refuses", async () => {
  const { received, url } = await startReceiver((nth) => ({ status: nth < 1 ? 201 : 403 }));
  const account = `AccountName=account;AccountKey=eA==;QueueEndpoint=${url}/account`;
  const queue = queueOfStorage(`DefaultEndpointsProtocol=http;${account};`);
  const delivery = { id: "1.some", to: "some", type: PLACED, data: order };
  await queue.send([delivery]);
  const text = /<MessageText>(.*)<\/MessageText>/.exec(received[0]?.body ?? "")?.[1] ?? "";
  expect(received[0]?.path).toMatch(/^\/account\/webhooks\/messages/);
  expect(JSON.parse(Buffer.from(text, "base64").toString())).toEqual(delivery);
  await expect(queue.send([delivery])).rejects.toThrow();
});

test("every wire handles an event the same way", async () => {
  sendTo({ send: async () => {} });
  const report = await checkFunction({ fanOut }, [{ data: samples.fanOut }]);
  expect(report.ok, String(report)).toBe(true);
});
