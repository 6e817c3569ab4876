import { simulator } from "@onefn/aws/simulator";
import { checkFunction } from "@onefn/contract";
import { expect, test } from "vitest";
import { orders, samples } from "../src/functions.js";

const order = (sku: string) => ({ body: JSON.stringify({ id: "1", sku, quantity: 1 }) });

test("what is on stock is packed, and every provider says so", async () => {
  const report = await checkFunction(orders, [order("apples")]);
  expect(report.ok, String(report)).toBe(true);
  expect(report.answers[0]?.[0]?.parts).toEqual({ outcome: "ack" });
});

test("in one batch, each order has its own end", async () => {
  const queue = await simulator.message[0]?.deploy(() => orders);
  const [apples, ...others] =
    (await queue?.send("orders", [
      order("apples"),
      order("pears"),
      order("stones"),
      { body: '{"id":"1","sku":"apples","quantity":-1}' },
      { body: "not JSON" },
    ])) ?? [];
  const delivery = await queue?.deliver("orders");
  expect(delivery).toMatchObject({ acknowledged: [apples], returned: others });
  expect((await queue?.drain("orders"))?.dead.toSorted()).toEqual(others.toSorted());
  await queue?.close();
});

test("the sample that the development page begins with is an order that is packed", async () => {
  const queue = await simulator.message[0]?.deploy(() => orders);
  const sent = await queue?.send("orders", [{ body: JSON.stringify(samples.orders) }]);
  expect((await queue?.drain("orders"))?.acknowledged).toEqual(sent);
  await queue?.close();
});
