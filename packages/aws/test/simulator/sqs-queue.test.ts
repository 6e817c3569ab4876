import { describe, expect, it } from "vitest";
import { deployQueues, message, never, queue, type SqsEvent, type SqsRecord } from "./queues.js";

describe("a queue", () => {
  it("hides a delivered message until its visibility timeout is over", async () => {
    const { deployment, clock, batches } = await queue("sqs", () => true, { timeout: 1_000 });
    const [id] = await deployment.send("orders", [message("a")]);
    expect((await deployment.deliver("orders")).returned).toEqual([id]);
    expect((await deployment.deliver("orders")).delivered).toEqual([]);
    clock.advance(5_999);
    expect((await deployment.deliver("orders")).delivered).toEqual([]);
    clock.advance(1);
    expect((await deployment.deliver("orders")).delivered).toEqual([id]);
    expect(batches).toEqual([["a"], ["a"]]);
  });

  it("counts deliveries, and gives a message up after as many as it was told", async () => {
    const { deployment, batches } = await queue("sqs", ({ body }) => body === "bad", { maxAttempts: 2 });
    const [good, bad] = await deployment.send("orders", [message("good"), message("bad")]);
    const report = await deployment.drain("orders");
    expect(report).toEqual({
      acknowledged: [good],
      dead: [bad],
      lost: [],
      repeated: [bad],
      attempts: { [good as string]: 1, [bad as string]: 2 },
    });
    expect(batches).toEqual([["good", "bad"], ["bad"]]);
  });

  it("keeps dead messages in a queue of their own, which says where they came from", async () => {
    const seen: SqsRecord[] = [];
    const handler = async ({ Records }: SqsEvent) => {
      seen.push(...Records);
      if (seen.length === 1) throw new Error("no");
    };
    const deployment = await deployQueues("sqs", handler as never, { maxAttempts: 1 });
    const [id] = await deployment.send("orders", [message("a")]);
    await deployment.drain("orders");
    expect((await deployment.deliver("orders-dead")).acknowledged).toEqual([id]);
    expect(seen[1]?.attributes.DeadLetterQueueSourceArn).toMatch(/:orders$/);
    expect(seen[1]?.attributes.ApproximateReceiveCount).toBe("1");
  });

  it("delivers no more at once than the batch size, and 10,000 if told to", async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => message(String(index)));
    const small = await queue("sqs", never, { batchSize: 3 });
    await small.deployment.send("orders", many.slice(0, 7));
    await small.deployment.drain("orders");
    expect(small.batches.map((batch) => batch.length)).toEqual([3, 3, 1]);
    const large = await queue("sqs", never, { batchSize: 10_000 });
    await large.deployment.send("orders", many);
    expect((await large.deployment.deliver("orders")).acknowledged).toHaveLength(10_000);
  });

  it("delivers no more at once than Lambda takes in one event", async () => {
    const { deployment, batches } = await queue("sqs", never);
    await deployment.send(
      "orders",
      Array.from({ length: 8 }, () => message("x".repeat(1_000_000))),
    );
    await deployment.drain("orders");
    expect(batches.map((batch) => batch.length)).toEqual([6, 2]);
  });

  it("is one of several, each with its own messages", async () => {
    const { deployment, batches } = await queue("sqs", never);
    await deployment.send("a", [message("1")]);
    await deployment.send("b", [message("2")]);
    await deployment.drain("b");
    expect(batches).toEqual([["2"]]);
  });

  it("tells when its clock stands still for good", async () => {
    const clock = { now: () => 1, advance: () => {} };
    const { deployment } = await queue("sqs", () => true, { clock });
    await deployment.send("orders", [message("a")]);
    await expect(deployment.drain("orders")).rejects.toMatchObject({ code: "ONEFN_INVALID_OPTION" });
  });
});

describe("a FIFO queue", () => {
  it("lets no message overtake one of its group that is in flight", async () => {
    const attempts = new Map<string, number>();
    const once = ({ body }: SqsRecord) => {
      attempts.set(body, (attempts.get(body) ?? 0) + 1);
      return body === "a1" && attempts.get(body) === 1;
    };
    const { deployment, batches } = await queue("sqs-fifo", once, { batchSize: 1 });
    await deployment.send("orders", [message("a1", "a"), message("a2", "a"), message("b1", "b")]);
    await deployment.drain("orders");
    expect(batches).toEqual([["a1"], ["b1"], ["a1"], ["a2"]]);
  });

  it("goes on with a group when its first message is dead", async () => {
    const { deployment, batches } = await queue("sqs-fifo", ({ body }) => body === "a1", {
      batchSize: 1,
      maxAttempts: 2,
    });
    const [dead, next] = await deployment.send("orders", [message("a1", "a"), message("a2", "a")]);
    expect(await deployment.drain("orders")).toMatchObject({ dead: [dead], acknowledged: [next] });
    expect(batches).toEqual([["a1"], ["a1"], ["a2"]]);
  });

  it("delivers at most ten messages at once", async () => {
    const { deployment, batches } = await queue("sqs-fifo", never, { batchSize: 100 });
    await deployment.send(
      "orders",
      Array.from({ length: 12 }, (_, index) => message(String(index), "a")),
    );
    await deployment.drain("orders");
    expect(batches.map((batch) => batch.length)).toEqual([10, 2]);
  });

  it("takes a message once for five minutes, by its deduplication id", async () => {
    const { deployment, clock, batches } = await queue("sqs-fifo", never);
    const same = { body: "x", key: "a", native: { attributes: { MessageDeduplicationId: "order-1" } } };
    const [first] = await deployment.send("orders", [same]);
    expect(await deployment.send("orders", [same])).toEqual([first]);
    await deployment.drain("orders");
    clock.advance(5 * 60_000);
    expect(await deployment.send("orders", [same])).not.toEqual([first]);
    await deployment.drain("orders");
    expect(batches).toEqual([["x"], ["x"]]);
  });

  it("has the same name with its suffix and without", async () => {
    const { deployment } = await queue("sqs-fifo", never);
    const [id] = await deployment.send("orders", [message("x")]);
    expect((await deployment.deliver("orders.fifo")).delivered).toEqual([id]);
  });
});
