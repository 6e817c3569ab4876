import assert from "node:assert/strict";
import type { RecordCase } from "../../case.js";
import type { RecordKit } from "../../kinds/record-kit.js";
import { withBroken } from "./poison.js";

const NOTHING = { do: "nothing" };

/** Milliseconds for 10,000 records: some hosts pass each through another process. */
const LARGE = 20_000;

/** Many records at once: concurrency and size. */
export const boundCases: readonly RecordCase[] = [
  {
    name: "as many records are handled at the same time as the function allows, and no more",
    needs: ["batch", "concurrentKeys"],
    async run(on) {
      const records = Array.from({ length: 9 }, (_, n) => on.record({ do: "nothing", n }, `${n}`));
      const ids = await on.send("contract-bounded", ...records);
      assert.equal((await on.drain("contract-bounded")).acknowledged.length, ids.length);
      assert.equal(Math.max(...on.logs.seen.map(({ running }) => running as number)), 3);
    },
  },
  {
    name: "a concurrency of one is one after another",
    async run(on) {
      const orders = Array.from({ length: 5 }, (_, n) => ({ do: n % 2 ? "nothing" : "wait", n }));
      await on.sendOrders("contract-serial", ...orders);
      await on.drain("contract-serial");
      // A source without an order may deliver them in any.
      const order = on.logs.seen.flatMap(({ n }) => (n === undefined ? [] : [n as number]));
      assert.deepEqual([...order].sort(), [0, 1, 2, 3, 4]);
      assert.deepEqual(
        on.logs.seen.map(({ n, done }) => n ?? `${done} is done`),
        order.flatMap((n) => (n % 2 ? [n] : [n, `${n} is done`])),
      );
    },
  },
  {
    name: "10,000 records in one delivery are acknowledged",
    needs: ["batch", "largeBatches"],
    deploy: { batchSize: 10_000 },
    limit: LARGE,
    async run(on) {
      const ids = await on.sendOrders("contract-bulk", ...Array.from({ length: 10_000 }, () => NOTHING));
      const report = await on.deliver("contract-bulk");
      assert.equal(report.error, undefined);
      assert.deepEqual([report.acknowledged.length, report.returned.length], [ids.length, 0]);
    },
  },
  {
    name: "of 10,000 records, only the failed ones are delivered again",
    needs: ["batch", "largeBatches", "partialFailure", "failsAlone"],
    deploy: { batchSize: 10_000, maxAttempts: 1 },
    limit: LARGE,
    async run(on) {
      const orders = Array.from({ length: 10_000 }, (_, n) => (n % 1000 === 7 ? { do: "error" } : NOTHING));
      const ids = await on.sendOrders("contract-bulk", ...orders);
      const { dead } = await on.deliver("contract-bulk");
      assert.deepEqual(
        dead,
        ids.filter((_, index) => index % 1000 === 7),
      );
    },
  },
];

/** Handlers that take the records of a delivery together. */
export const batchCases = (kit: RecordKit<unknown>): readonly RecordCase[] => [
  {
    name: "a batch handler gets all records of a delivery, and those it does not name are acknowledged",
    needs: ["batch", "partialFailure"],
    async run(on) {
      const orders = ["", "retry", "ack", "reject", ""].map((each, n) => ({ do: each, n }));
      const ids = await on.sendOrders("contract-batch", ...orders);
      const report = await on.deliver("contract-batch");
      // In a real process, a line of an earlier case may arrive late.
      assert.deepEqual(on.logs.seen.find((seen) => "batch" in seen)?.batch, [0, 1, 2, 3, 4]);
      const failed = on.can("failsAlone") ? [ids[1], ids[3]] : ids.slice(1);
      assert.deepEqual(
        report.acknowledged,
        ids.filter((id) => !failed.includes(id)),
      );
      assert.deepEqual([...report.returned, ...report.dead].sort(), [...failed].sort());
    },
  },
  {
    name: "a batch handler that returns nothing acknowledges all",
    async run(on) {
      const ids = await on.sendOrders("contract-quiet-batch", NOTHING, NOTHING, NOTHING);
      const { acknowledged } = await on.drain("contract-quiet-batch");
      assert.deepEqual([...acknowledged].sort(), [...ids].sort());
    },
  },
  ...["error", "text"].map(
    (how): RecordCase => ({
      name: `a batch handler that ends by ${how} has all of its records delivered again`,
      async run(on) {
        const ids = await on.sendOrders("contract-batch", { do: "ack" }, { do: how });
        const report = await on.deliverEach("contract-batch", ids);
        on.expectAnswer(report);
        const { [on.again]: again } = report;
        assert.ok(again.includes(ids[1] ?? ""));
        if (on.can("batch")) assert.equal(again.length, 2);
      },
    }),
  ),
  {
    name: "a record for which a batch handler returns an invalid outcome is delivered again",
    needs: ["batch", "partialFailure"],
    async run(on) {
      const ids = await on.sendOrders("contract-batch", { do: "ack" }, { do: "no-outcome" }, { do: "" });
      const report = await on.deliver("contract-batch");
      assert.deepEqual(report.acknowledged, on.can("failsAlone") ? [ids[0], ids[2]] : [ids[0]]);
      await on.logs.line((line) => line.includes("ONEFN_OUTCOME_INVALID") && line.includes(ids[1] ?? ""));
    },
  },
  {
    name: "a failure for the copy of a record acknowledges nothing",
    async run(on) {
      const ids = await on.sendOrders("contract-batch", { do: "" }, { do: "copy" });
      const report = await on.deliverEach("contract-batch", ids);
      assert.ok(!report.acknowledged.includes(ids[1] ?? ""));
      if (on.can("batch")) assert.deepEqual(report.acknowledged, []);
      await on.logs.line((line) => line.includes("ONEFN_OUTCOME_INVALID"));
    },
  },
  ...withBroken(kit, (broken) => ({
    name: "a broken record does not reach a batch handler, its neighbours do unless they are delivered again with it",
    needs: ["batch", "partialFailure", ...(kit.brokenNeeds ?? [])],
    async run(on) {
      const good = on.record({ do: "", n: 1 });
      const ids = await on.send("contract-batch", good, broken(), good);
      const report = await on.deliver("contract-batch");
      const handled = on.can("failsAlone") ? [ids[0], ids[2]] : [ids[0]];
      assert.deepEqual(report.acknowledged, handled);
      assert.deepEqual(on.logs.seen[0]?.ids, handled);
    },
  })),
];
