import { expect, test } from "vitest";
import { eventHub, kafka, serviceBus, storageQueue, type TriggeredEvent } from "../src/simulator/index.js";
import { seen } from "./support/messages.js";

const sources: readonly (readonly [string, (place: string) => TriggeredEvent])[] = [
  ["queue of Service Bus", (queue) => serviceBus(["x"], { queue })],
  ["topic", (topic) => serviceBus(["x"], { topic, subscription: "%Billing%" })],
  ["storage queue", (queue) => storageQueue("x", { queue })],
  ["event hub", (hub) => eventHub(["x"], { hub })],
  ["topic of Kafka", (topic) => kafka(["x"], { topic })],
];

// As the host reads them: https://github.com/Azure/azure-webjobs-sdk/issues/1550
test.each([
  ["%ORDERS%", { ORDERS: "orders" }],
  ["%Orders%", { ORDERS: "orders" }],
  ["%Queues:Orders%", { Queues__Orders: "orders" }],
  ["%queues:orders%", { QUEUES__ORDERS: "orders" }],
  ["%Queues:Orders%", { "Queues:Orders": "orders", QUEUES__ORDERS: "others" }],
  ["%STAGE%ers", { STAGE: "ord" }],
])("%s with the settings %j names the place that functions claim", async (name, env) => {
  for (const [source, event] of sources) {
    const messages = await seen(event(name), "orders", { ...env, BILLING: "billing" });
    expect([source, ...messages.map(({ data }) => data)]).toEqual([source, "x"]);
  }
});

test("a setting that is missing stays as it is", async () => {
  await expect(seen(serviceBus(["x"], { queue: "%Queues:Orders%" }), "orders", {})).rejects.toThrow(
    '"%Queues:Orders%"',
  );
});
