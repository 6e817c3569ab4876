import assert from "node:assert/strict";
import type { MessageCase } from "../../case.js";

/** Many messages at once: bounds, size, and handlers that take them together. */
export const batchCases: readonly MessageCase[] = [
  {
    name: "no more messages are handled at the same time than the function says, and no fewer than it may",
    needs: "batch",
    async run(on) {
      const messages = Array.from({ length: 9 }, (_, index) => ({ body: `${index}`, key: `${index}` }));
      const ids = await on.send("contract-bounded", ...messages);
      assert.equal((await on.drain("contract-bounded")).acknowledged.length, ids.length);
      assert.equal(Math.max(...on.logs.seen.map(({ running }) => running as number)), 3);
    },
  },
  {
    name: "a concurrency of one is one after another",
    async run(on) {
      const orders = Array.from({ length: 5 }, (_, n) => ({ do: n % 2 ? "nothing" : "wait", n }));
      await on.sendJson("contract-serial", ...orders);
      await on.drain("contract-serial");
      assert.deepEqual(
        on.logs.seen.map(({ n, done }) => n ?? `${done} is done`),
        [0, "0 is done", 1, 2, "2 is done", 3, 4, "4 is done"],
      );
    },
  },
  {
    name: "10,000 messages in one delivery are acknowledged",
    needs: ["batch", "largeBatches"],
    deploy: { batchSize: 10_000 },
    async run(on) {
      const ids = await on.send("contract-bulk", ...Array.from({ length: 10_000 }, () => ({ body: "x" })));
      const report = await on.deliver("contract-bulk");
      assert.equal(report.error, undefined);
      assert.deepEqual([report.acknowledged.length, report.returned.length], [ids.length, 0]);
    },
  },
  {
    name: "of 10,000 messages those that fail come again, and no other",
    needs: ["batch", "largeBatches", "partialFailure"],
    deploy: { batchSize: 10_000, maxAttempts: 1 },
    async run(on) {
      const bodies = Array.from({ length: 10_000 }, (_, index) => ({
        body: index % 1000 === 7 ? "fails" : "x",
      }));
      const ids = await on.send("contract-bulk", ...bodies);
      const { dead } = await on.deliver("contract-bulk");
      assert.deepEqual(
        dead,
        ids.filter((_, index) => index % 1000 === 7),
      );
    },
  },
  {
    name: "a batch handler gets all messages of a delivery, and those it does not name are acknowledged",
    needs: ["batch", "partialFailure"],
    async run(on) {
      const orders = ["", "retry", "ack", "reject", ""].map((each, n) => ({ do: each, n }));
      const ids = await on.sendJson("contract-batch", ...orders);
      const report = await on.deliver("contract-batch");
      assert.deepEqual(on.logs.seen[0]?.batch, [0, 1, 2, 3, 4]);
      assert.deepEqual(report.acknowledged, [ids[0], ids[2], ids[4]]);
      assert.deepEqual([...report.returned, ...report.dead].sort(), [ids[1], ids[3]].sort());
    },
  },
  {
    name: "a batch handler that returns nothing acknowledges all",
    async run(on) {
      const ids = await on.sendJson("contract-quiet-batch", 1, 2, 3);
      assert.deepEqual((await on.drain("contract-quiet-batch")).acknowledged, ids);
    },
  },
  ...["error", "text"].map(
    (how): MessageCase => ({
      name: `a batch handler that ends by ${how} has all of its messages delivered again`,
      async run(on) {
        const ids = await on.sendJson("contract-batch", { do: "ack" }, { do: how });
        const report = await on.deliverEach("contract-batch", ids);
        assert.equal(report.error, undefined);
        assert.ok(report.returned.includes(ids[1] ?? ""));
        if (on.wire.capabilities.batch?.supported !== false) assert.equal(report.returned.length, 2);
      },
    }),
  ),
  {
    name: "what a batch handler returns for one message and is no outcome has that message delivered again",
    needs: ["batch", "partialFailure"],
    async run(on) {
      const ids = await on.sendJson("contract-batch", { do: "ack" }, { do: "no-outcome" }, { do: "" });
      const report = await on.deliver("contract-batch");
      assert.deepEqual(report.acknowledged, [ids[0], ids[2]]);
      await on.logs.line((line) => line.includes("ONEFN_OUTCOME_INVALID") && line.includes(ids[1] ?? ""));
    },
  },
  {
    name: "a failure under the copy of a message, which is none of the batch's, acknowledges nothing",
    async run(on) {
      const ids = await on.sendJson("contract-batch", { do: "" }, { do: "copy" });
      const report = await on.deliverEach("contract-batch", ids);
      assert.ok(!report.acknowledged.includes(ids[1] ?? ""));
      if (on.wire.capabilities.batch?.supported !== false) assert.deepEqual(report.acknowledged, []);
      await on.logs.line((line) => line.includes("ONEFN_OUTCOME_INVALID"));
    },
  },
  {
    name: "a broken body does not reach a batch handler, its neighbours do",
    needs: ["batch", "partialFailure"],
    async run(on) {
      const good = { body: '{"do":"","n":1}' };
      const ids = await on.send("contract-batch", good, { body: "{broken" }, good);
      const report = await on.deliver("contract-batch");
      assert.deepEqual(report.acknowledged, [ids[0], ids[2]]);
      assert.deepEqual(on.logs.seen[0]?.ids, [ids[0], ids[2]]);
    },
  },
];
