import { activemq, kafka, kinesis, rabbitmq, s3InSqs, simulator, sns, sqs } from "@onefn/aws/simulator";
import { simulator as azure } from "@onefn/azure/simulator";
import { simulator as cloudflare } from "@onefn/cloudflare/simulator";
import { checkFunction } from "@onefn/contract";
import { simulator as gcp } from "@onefn/gcp/simulator";
import { simulator as server } from "@onefn/server/simulator";
import { findWire, type OutgoingChange } from "onefn/simulator";
import { expect, test } from "vitest";
import { handler } from "../src/aws.js";
import { changes, deliveries, orders, samples, stock } from "../src/functions.js";

const order = (sku: string, id = crypto.randomUUID()) => ({ body: JSON.stringify({ id, sku, quantity: 1 }) });

test("orders in stock are packed on every provider", async () => {
  const report = await checkFunction(orders, [order("apples")]);
  expect(report.ok, String(report)).toBe(true);
  expect(report.answers[0]?.[0]?.parts).toEqual({ outcome: "ack" });
});

test("in one batch, each order has its own outcome", async () => {
  const queue = await findWire(simulator, "message", "sqs").deploy(() => orders);
  const [apples, ...others] =
    (await queue.send("orders", [
      order("apples"),
      order("pears"),
      order("stones"),
      { body: '{"id":"1","sku":"apples","quantity":-1}' },
      { body: "not JSON" },
    ])) ?? [];
  const delivery = await queue.deliver("orders");
  expect(delivery).toMatchObject({ acknowledged: [apples], returned: others });
  expect((await queue.drain("orders"))?.dead.toSorted()).toEqual(others.toSorted());
  await queue.close();
});

const brokers = [simulator, azure, cloudflare, gcp, server].flatMap(({ provider, wires }) =>
  wires.flatMap((wire) => (wire.kind === "message" ? [[`${provider}/${wire.trigger}`, wire] as const] : [])),
);

test.each(brokers)("%s: orders have the same effects as on every broker", async (_, wire) => {
  stock.keep("apples", 2);
  stock.keep("pears", 0);
  const broker = await wire.deploy(() => orders);
  const [, ...others] = await broker.send("orders", [
    order("apples"),
    order("pears"),
    order("stones"),
    { body: '{"id":"1","sku":"apples","quantity":-1}' },
    { body: "not JSON" },
  ]);
  const { acknowledged } = await broker.drain("orders");
  expect(acknowledged.filter((id) => others.includes(id))).toEqual([]);
  // Sources that fail as a whole deliver the first order again: it is packed once all the same.
  const left = [
    await stock.take("apples", 1, crypto.randomUUID()),
    await stock.take("apples", 1, crypto.randomUUID()),
  ];
  expect(left).toEqual(["taken", "sold out"]);
  await broker.close();
});

test("the entry of AWS takes orders from each of its brokers", async () => {
  stock.keep("apples", 5);
  const orderOfApples = () => order("apples");
  expect(await handler(sqs([orderOfApples()]))).toEqual({ batchItemFailures: [] });
  for (const event of [sns(orderOfApples()), activemq([orderOfApples()]), rabbitmq([orderOfApples()])])
    expect(await handler(event)).toBeNull();
  expect(await stock.take("apples", 2, crypto.randomUUID())).toBe("sold out");
  const failing = [sns(order("stones")), activemq([order("stones")]), rabbitmq([order("stones")])];
  for (const event of failing) await expect(handler(event)).rejects.toThrow("1 of 1 records failed");
});

test("orders may come from a stream or a topic of the same name", async () => {
  stock.keep("apples", 10);
  for (const event of [kinesis([order("apples")]), kafka([order("apples")])])
    expect(await handler(event)).toEqual({ batchItemFailures: [] });
  expect(await handler(kafka([order("apples"), order("stones")]))).toEqual({
    batchItemFailures: [{ itemIdentifier: { partition: "orders-01", offset: 1 } }],
  });
});

test("the sample on the development page is an order that can be packed", async () => {
  const queue = await findWire(simulator, "message", "sqs").deploy(() => orders);
  const sent = await queue.send("orders", [{ body: JSON.stringify(samples.orders) }]);
  expect((await queue.drain("orders"))?.acknowledged).toEqual(sent);
  await queue.close();
});

test("goods that arrive can be packed, and goods that are removed cannot", async () => {
  const functions = { orders, changes };
  const queue = await findWire(simulator, "message", "sqs").deploy(() => functions, { maxAttempts: 1 });
  const table = await findWire(simulator, "change", "dynamodb").deploy(() => functions);
  const fateOf = async (sku: string) => {
    await queue.send("orders", [order(sku)]);
    return (await queue.deliver("orders")).acknowledged.length === 1 ? "packed" : "not packed";
  };
  expect(await fateOf("plums")).toBe("not packed");
  await table.send("goods", [{ operation: "insert", key: { sku: "plums" }, after: { left: 2 } }]);
  expect((await table.drain("goods")).acknowledged).toHaveLength(1);
  expect(await fateOf("plums")).toBe("packed");
  await table.send("goods", [{ operation: "delete", key: { sku: "plums" }, before: { left: 1 } }]);
  await table.drain("goods");
  expect(await fateOf("plums")).toBe("not packed");
  await table.send("goods", [samples.changes as OutgoingChange]);
  expect((await table.drain("goods")).acknowledged).toHaveLength(1);
  await Promise.all([queue.close(), table.close()]);
});

test("a supplier's file adds goods once, however often its notification arrives", async () => {
  expect(await stock.take("plums", 1, "a")).toBe("unknown");
  const event = s3InSqs(["plums/2.csv", "plums/readme.txt", "plums.csv"], { bucket: "deliveries" });
  const [, , misnamed] = event.Records;
  const result = { batchItemFailures: [{ itemIdentifier: misnamed?.messageId }] };
  expect(await handler(event)).toEqual(result);
  expect(await handler(event)).toEqual(result);
  expect([await stock.take("plums", 2, "b"), await stock.take("plums", 1, "a")]).toEqual([
    "taken",
    "sold out",
  ]);
});

test("orders and deliveries can share a queue", async () => {
  const Records = [
    ...s3InSqs([samples.deliveries], { bucket: "deliveries", queue: "orders" }).Records,
    ...sqs([JSON.stringify(samples.orders)], { queue: "orders" }).Records,
  ];
  expect(await handler({ Records })).toEqual({ batchItemFailures: [] });
});

test("every wire handles a delivery the same way", async () => {
  const report = await checkFunction(deliveries, [{ operation: "created", key: "pears/0.csv" }]);
  expect(report.ok, String(report)).toBe(true);
});
