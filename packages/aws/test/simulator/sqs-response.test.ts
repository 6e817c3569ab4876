import type { Exchange } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { deployQueues, message, type SqsEvent } from "./queues.js";

describe("a batch response", () => {
  const results: [string, (ids: readonly string[]) => unknown, number][] = [
    ["nothing", () => undefined, 0],
    ["null", () => null, 0],
    ["an empty object", () => ({}), 0],
    ["an empty list of failures", () => ({ batchItemFailures: [] }), 0],
    ["null for the list", () => ({ batchItemFailures: null }), 0],
    ["one failure", ([id]) => ({ batchItemFailures: [{ itemIdentifier: id }] }), 1],
    [
      "one failure twice",
      ([id]) => ({ batchItemFailures: [{ itemIdentifier: id }, { itemIdentifier: id }] }),
      1,
    ],
    [
      "an id that is unknown",
      ([id]) => ({ batchItemFailures: [{ itemIdentifier: id }, { itemIdentifier: "x" }] }),
      3,
    ],
    ["an id that is empty", () => ({ batchItemFailures: [{ itemIdentifier: "" }] }), 3],
    ["an id that is null", () => ({ batchItemFailures: [{ itemIdentifier: null }] }), 3],
    ["a key that is wrong", ([id]) => ({ batchItemFailures: [{ id }] }), 3],
    ["an entry that is null", () => ({ batchItemFailures: [null] }), 3],
    ["a list that is none", () => ({ batchItemFailures: "all" }), 3],
    ["a string for all", () => "all", 3],
  ];

  it.each(results)("with %s returns as many as it says", async (_, result, returned) => {
    const handler = async ({ Records }: SqsEvent) => result(Records.map(({ messageId }) => messageId));
    const deployment = await deployQueues("sqs", handler as never);
    await deployment.send("orders", [message("a"), message("b"), message("c")]);
    const report = await deployment.deliver("orders");
    expect(report.returned).toHaveLength(returned);
    expect(report.acknowledged).toHaveLength(3 - returned);
  });

  it("that never comes returns the whole batch, and says why", async () => {
    const failing = await deployQueues("sqs", async () => {
      throw new Error("no");
    });
    await failing.send("orders", [message("a"), message("b")]);
    expect(await failing.deliver("orders")).toMatchObject({
      returned: { length: 2 },
      error: { message: "no" },
    });
    const hanging = await deployQueues("sqs", () => new Promise(() => {}), { timeout: 20 });
    await hanging.send("orders", [message("a")]);
    expect((await hanging.deliver("orders")).error).toBeInstanceOf(Error);
  });

  it("that is invalid tells the developer why", async () => {
    const exchanges: Exchange[] = [];
    const deployment = await deployQueues("sqs", async () => ({ batchItemFailures: [{ id: 1 }] }), {
      tap: (exchange) => exchanges.push(exchange),
    });
    await deployment.send("orders", [message("a")]);
    await deployment.deliver("orders");
    expect(exchanges).toMatchObject([{ trigger: "sqs", refusal: "an entry has no itemIdentifier" }]);
  });
});
