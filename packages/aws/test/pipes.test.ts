import { change, message, storage } from "onefn";
import { expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { activemq, dynamodb, kinesis, rabbitmq, s3InSqs, sqs } from "../src/simulator/index.js";

const quiet = { log: () => {} };

/** Handles every message, and fails those that say so. */
const obey = (seen: unknown[]) =>
  message(({ data }) => {
    seen.push(data);
    if (data === "bad") throw new Error("no");
  });

it("a pipe's list of SQS records is a batch of SQS", async () => {
  const seen: unknown[] = [];
  const { Records } = sqs(["ok", "bad"]);
  expect(await adapt(obey(seen), quiet)(Records)).toEqual({
    batchItemFailures: [{ itemIdentifier: Records[1]?.messageId }],
  });
  expect(seen).toEqual(["ok", "bad"]);
});

it("a pipe's list of a FIFO queue keeps the order of its groups", async () => {
  const seen: unknown[] = [];
  const sent = ["bad", "ok"].map((body) => ({ body, key: "a" }));
  const { Records } = sqs(sent, { queue: "orders.fifo" });
  expect(await adapt(obey(seen), quiet)(Records)).toEqual({
    batchItemFailures: Records.map(({ messageId }) => ({ itemIdentifier: messageId })),
  });
  expect(seen).toEqual(["bad"]);
});

it("a pipe's list of DynamoDB records is a batch of a stream", async () => {
  const { Records } = dynamodb([
    { operation: "insert", key: { id: "1" }, after: {} },
    { operation: "delete", key: { id: "2" } },
  ]);
  const handler = adapt(
    change(({ operation }) => {
      if (operation === "delete") throw new Error("no");
    }),
    quiet,
  );
  const [, last] = Records as unknown as { dynamodb: { SequenceNumber: string } }[];
  expect(await handler(Records)).toEqual({
    batchItemFailures: [{ itemIdentifier: last?.dynamodb.SequenceNumber }],
  });
});

it("a pipe's list of bucket notifications reaches their storage function", async () => {
  const keys: string[] = [];
  const handler = adapt(
    storage(({ key }) => void keys.push(key)),
    quiet,
  );
  expect(await handler(s3InSqs(["a.jpg"]).Records)).toEqual({ batchItemFailures: [] });
  expect(keys).toEqual(["a.jpg"]);
});

it("a pipe's list of Kinesis records, which have the members of `kinesis` themselves, is a batch of a stream", async () => {
  const seen: unknown[] = [];
  const { Records } = kinesis(["ok", "bad", "behind"], { stream: "orders" });
  const list = (Records as unknown as { kinesis: { sequenceNumber: string } }[]).map(
    ({ kinesis: payload, ...record }) => ({ ...record, ...payload }),
  );
  const orders = message({ from: "orders" }, ({ data, time, key }) => {
    seen.push([data, time !== undefined, key !== undefined]);
    if (data === "bad") throw new Error("no");
  });
  expect(await adapt(orders, quiet)(list)).toEqual({
    batchItemFailures: [{ itemIdentifier: list[1]?.sequenceNumber }],
  });
  expect(seen).toEqual([
    ["ok", true, true],
    ["bad", true, true],
  ]);
});

it("a pipe's list of Kafka records is a batch of Kafka that can only fail as a whole", async () => {
  const seen: unknown[] = [];
  const record = (offset: number, text: string) => ({
    eventSource: "aws:kafka",
    eventSourceArn: "arn:aws:kafka:eu-central-1:123456789012:cluster/shop/1",
    eventSourceKey: "orders-0",
    topic: "orders",
    partition: 0,
    offset,
    timestamp: 1795348800000,
    key: null,
    value: Buffer.from(text).toString("base64"),
    headers: [],
  });
  const orders = message({ from: "orders" }, ({ id, source, data }) => {
    seen.push([id, source, data]);
    if (data === "bad") throw new Error("no");
  });
  const handler = adapt(orders, quiet);
  await handler([record(7, "ok")]);
  expect(seen).toEqual([["orders-0:7", "arn:aws:kafka:eu-central-1:123456789012:cluster/shop/1", "ok"]]);
  await expect(handler([record(8, "ok"), record(9, "bad")])).rejects.toMatchObject({
    code: "ONEFN_BATCH_FAILED",
  });
});

it("a pipe's list of ActiveMQ messages is a batch of ActiveMQ", async () => {
  const seen: unknown[] = [];
  const { eventSource, eventSourceArn, messages } = activemq(["ok", "bad"]);
  const list = (messages as object[]).map((each) => ({ eventSource, eventSourceArn, ...each }));
  await expect(adapt(obey(seen), quiet)(list)).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
  expect(seen).toEqual(["ok", "bad"]);
});

it("a pipe's list of RabbitMQ messages is a batch of RabbitMQ, of the queue that each names", async () => {
  const seen: unknown[] = [];
  const { eventSource, eventSourceArn, rmqMessagesByQueue } = rabbitmq(["ok"]);
  const [[eventSourceKey = "", messages = []] = []] = Object.entries(
    rmqMessagesByQueue as Record<string, object[]>,
  );
  const list = messages.map((each) => ({ eventSource, eventSourceArn, eventSourceKey, ...each }));
  const orders = message({ from: "orders" }, ({ source, data }) => void seen.push([source, data]));
  expect(await adapt(orders, quiet)(list)).toBeNull();
  expect(seen).toEqual([[eventSourceArn, "ok"]]);
});

it.each([
  ["an empty list", []],
  ["a list of nothing", [null]],
  ["a list of whole events", [sqs(["ok"])]],
  ["a list of whole events of ActiveMQ", [activemq(["ok"])]],
  ["a list of whole events of RabbitMQ", [rabbitmq(["ok"])]],
])("%s is refused", async (_, list) => {
  await expect(adapt(obey([]), quiet)(list)).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
});
