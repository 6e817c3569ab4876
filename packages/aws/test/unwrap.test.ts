import { type Message, message, retry } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/message/sqs.js";
import { events } from "./events.js";

const quiet = { log: () => {} };

const NOTIFICATION = {
  Type: "Notification",
  MessageId: "22b80b92",
  TopicArn: "arn:aws:sns:eu-central-1:123456789012:orders",
  Subject: "A new order",
  Message: '{"sku":"a"}',
  Timestamp: "2026-11-22T12:00:00.123Z",
  MessageAttributes: {
    contentType: { Type: "String", Value: "application/json" },
    count: { Type: "Number", Value: "3" },
  },
};

const BUS_EVENT = {
  version: "0",
  id: "6a7e8feb",
  "detail-type": "Order Placed",
  source: "shop.orders",
  account: "123456789012",
  time: "2026-11-22T12:00:00Z",
  region: "eu-central-1",
  resources: ["arn:aws:s3:::a"],
  detail: { sku: "a" },
};

/** What SQS says of the message around it. */
const outer = {
  attributes: {
    ApproximateReceiveCount: "3",
    SentTimestamp: "1795348800000",
    MessageGroupId: "customer-7",
    AWSTraceHeader: "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1",
  },
  messageAttributes: { outer: { dataType: "String", stringValue: "x" } },
};

async function receive(body: unknown, options: object = {}, unwrap = true): Promise<Message> {
  const seen: Message[] = [];
  const fn = message(options, (each) => void seen.push(each));
  await adapt(fn, { ...quiet, unwrap })(events.sqs({ ...outer, body }));
  return seen[0] as Message;
}

describe("with unwrap, a message of SNS in a queue", () => {
  it("is the inner message, while its delivery stays SQS's", async () => {
    const { attributes, ...seen } = await receive(JSON.stringify(NOTIFICATION));
    expect(seen).toMatchObject({
      id: "22b80b92",
      source: "arn:aws:sns:eu-central-1:123456789012:orders",
      type: "com.amazonaws.sns.Notification",
      subject: "A new order",
      time: "2026-11-22T12:00:00.123Z",
      data: { sku: "a" },
      attempt: 3,
      redelivered: true,
      key: "customer-7",
    });
    expect({ ...attributes }).toEqual({ contentType: "application/json", count: 3 });
  });

  it("is named by SQS's id when it fails, and belongs to the queue's function", async () => {
    const orders = message({ from: "orders" }, () => retry());
    const event = events.sqs({ body: JSON.stringify(NOTIFICATION) });
    expect(await adapt(orders, { ...quiet, unwrap: true })(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: "m0" }],
    });
  });

  it("has the trace of its sender or, without one, of the queue's message", async () => {
    const traces: unknown[] = [];
    const see = adapt(
      message((_, { trace }) => void traces.push(trace?.traceId)),
      { ...quiet, unwrap: true },
    );
    const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    const traced = {
      ...NOTIFICATION,
      MessageAttributes: { traceparent: { Type: "String", Value: traceparent } },
    };
    for (const each of [NOTIFICATION, traced])
      await see(events.sqs({ ...outer, body: JSON.stringify(each) }));
    expect(traces).toEqual(["5759e988bd862e3fe1be46a994272793", "4bf92f3577b34da6a3ce929d0e0e4736"]);
  });
});

describe("with unwrap, an event of EventBridge in a queue", () => {
  it("is the inner event, while its delivery stays SQS's", async () => {
    const { attributes, ...seen } = await receive(JSON.stringify(BUS_EVENT));
    expect(seen).toMatchObject({
      id: "6a7e8feb",
      source: "shop.orders",
      type: "Order Placed",
      time: "2026-11-22T12:00:00.000Z",
      data: { sku: "a" },
      datacontenttype: "application/json",
      extensions: { account: "123456789012", region: "eu-central-1", resources: ["arn:aws:s3:::a"] },
      attempt: 3,
      key: "customer-7",
    });
    expect(attributes).toEqual({});
  });

  it("is JSON for a function that reads text", async () => {
    expect((await receive(JSON.stringify(BUS_EVENT), { as: "text" })).data).toBe('{"sku":"a"}');
  });
});

it.each([
  ["plain text", "hello"],
  ["text that names a topic", 'see "TopicArn": and more'],
  ["JSON that is neither", '{"TopicArn":"arn","Type":"Notification"}'],
  ["a confirmation of a subscription", JSON.stringify({ ...NOTIFICATION, Type: "SubscriptionConfirmation" })],
  ["an event without a detail", JSON.stringify({ ...BUS_EVENT, detail: undefined })],
  ["an event whose id is a number", JSON.stringify({ ...BUS_EVENT, id: 1 })],
  ["a list", JSON.stringify([NOTIFICATION, BUS_EVENT])],
])("%s stays as it is", async (_, body) => {
  expect(await receive(body)).toMatchObject({ id: "m0", data: body, type: "com.amazonaws.sqs.message" });
});

it("without the option, nothing is unwrapped", async () => {
  const body = JSON.stringify(NOTIFICATION);
  expect(await receive(body, {}, false)).toMatchObject({ id: "m0", data: body });
});
