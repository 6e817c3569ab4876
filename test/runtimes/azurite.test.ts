import type { DequeuedMessageItem } from "@azure/storage-queue";
import { contractFunctions } from "@onefn/contract/functions";
import { afterAll, expect, it, vi } from "vitest";
import { realWorkers } from "./azure/host.js";
import { deliverAll, invocationOf, StorageQueues } from "./azure/queue-host.js";
import { nameOf } from "./harness/deployed.js";
import { azureFunctions } from "./runtimes/azure.js";

const queues = await StorageQueues.start();
const host = realWorkers((load, { trigger }) =>
  azureFunctions(24).command("azure.mjs", {
    CONTRACT_FUNCTIONS: nameOf(load),
    CONTRACT_OPTIONS: "{}",
    CONTRACT_STREAMS: "false",
    CONTRACT_TRIGGER: JSON.stringify(trigger),
  }),
);

afterAll(async () => {
  await host.stop();
  await queues.stop();
});

/** What the contract's function reports of messages that azurite delivers to it through the real library. */
async function deliver(...orders: readonly object[]) {
  const place = { queueName: "contract-outcomes" };
  const worker = await host.start(() => contractFunctions.message, {
    streams: false,
    trigger: { type: "queueTrigger", place },
  });
  const queue = await queues.create(place.queueName);
  const poison = await queues.create(`${place.queueName}-poison`);
  const sent: string[] = [];
  for (const order of orders)
    sent.push((await queue.sendMessage(Buffer.from(JSON.stringify(order)).toString("base64"))).messageId);
  const receipts = await deliverAll(queue, poison, worker);
  const seen = worker.lines.flatMap((line) => {
    const [, report] = /contract-report:(\{.*?\})"/.exec(line) ?? [];
    return report === undefined ? [] : [JSON.parse(report.replaceAll('\\"', '"'))];
  });
  const [dead] = (await poison.receiveMessages()).receivedMessageItems;
  const left = (await queue.getProperties()).approximateMessagesCount;
  return { sent, receipts, seen, dead: dead && `${Buffer.from(dead.messageText, "base64")}`, left };
}

it("a message that fails once is delivered again by azurite, with its id and the number of the delivery", async () => {
  const { sent, receipts, seen, dead, left } = await deliver({ do: "fail-once", n: 1 });
  const [id] = sent;
  expect(seen).toEqual([
    { id, n: 1, attempt: 1 },
    { id, n: 1, attempt: 2 },
  ]);
  expect(new Set(receipts).size).toBe(2);
  expect([dead, left]).toEqual([undefined, 0]);
});

it("a message that never succeeds is in the poison queue after five attempts", async () => {
  const { seen, dead, left } = await deliver({ do: "error", n: 2 });
  expect(seen.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5]);
  expect([dead, left]).toEqual(['{"do":"error","n":2}', 0]);
});

// A killed host tells azurite nothing: the message is hidden until its time is up.
it("a message whose host and worker are killed half-way comes again, and is handled", async () => {
  const killed = realWorkers(() => azureFunctions(24).command("azure-killed.mjs"));
  const start = () => killed.start(() => contractFunctions.message, { streams: false });
  try {
    const queue = await queues.create("killed-orders");
    const { messageId } = await queue.sendMessage(Buffer.from("order-1").toString("base64"));
    const [first] = (await queue.receiveMessages({ visibilityTimeout: 2 })).receivedMessageItems;
    const { status } = await (await start()).trigger(invocationOf(first as never, "orders"));
    expect(status).toBe("Failure");
    await vi.waitFor(() => expect(killed.crashes).toBe(1));

    const worker = await start();
    const again = await vi.waitFor(
      async () => {
        const [message] = (await queue.receiveMessages({ visibilityTimeout: 60 })).receivedMessageItems;
        expect(message).toBeDefined();
        return message as DequeuedMessageItem;
      },
      { timeout: 20_000, interval: 200 },
    );
    expect([again.messageId, again.dequeueCount]).toEqual([messageId, 2]);
    expect((await worker.trigger(invocationOf(again, "orders"))).status).toBe("Success");
    expect(worker.lines.join("\n")).toContain("packed:order-1:2");
  } finally {
    await killed.stop();
  }
});

it("no process ended by itself", () => {
  expect(host.crashes).toBe(0);
});
