import assert from "node:assert/strict";
import type { OutgoingChange } from "onefn/simulator";
import type { RecordCase } from "../../case.js";

const TABLE = "contract-ordered";

/** The order of changes. */
export const sequenceCases: readonly RecordCase<OutgoingChange>[] = [
  {
    name: "changes are handled one after another, in order, unless the function sets a concurrency",
    needs: "order",
    async run(on) {
      const items = ["a", "b", "c", "d"];
      const changes = items.map((item, n) => on.record({ do: n % 2 ? "nothing" : "wait", n }, item));
      const ids = await on.send("contract-outcomes", ...changes);
      assert.deepEqual((await on.drain("contract-outcomes")).acknowledged, ids);
      assert.deepEqual(
        on.logs.seen.map(({ n, done }) => n ?? `${done} ends`),
        [0, "0 ends", 1, 2, "2 ends", 3],
      );
    },
  },
  {
    name: "with a concurrency, the changes of one item stay in order while other items continue",
    needs: ["order", "batch", "concurrentKeys"],
    async run(on) {
      const items = ["a", "a", "b", "a"];
      const changes = items.map((item, n) => on.record({ do: n === 2 ? "nothing" : "wait", n }, item));
      const ids = await on.send(TABLE, ...changes);
      assert.deepEqual([...(await on.drain(TABLE)).acknowledged].sort(), [...ids].sort());
      const history = on.logs.seen.map(({ n, done }) => n ?? `${done} ends`);
      assert.deepEqual(
        history.filter((each) => each !== 2),
        [0, "0 ends", 1, "1 ends", 3, "3 ends"],
      );
      assert.ok(history.indexOf(2) < history.indexOf("0 ends"), "the other item waited");
    },
  },
  {
    name: "with a concurrency, no change overtakes a failed change of its item, and none is lost",
    needs: ["order", "batch", "partialFailure", "redelivery"],
    deploy: { maxAttempts: 2 },
    async run(on) {
      const steps = [
        ["a", "nothing"],
        ["b", "later-error"],
        ["b", "nothing"],
        ["a", "nothing"],
      ] as const;
      const changes = steps.map(([item, how], n) => on.record({ do: how, n }, item));
      const [first = "", failed = "", after = "", other = ""] = await on.send(TABLE, ...changes);
      const report = await on.deliver(TABLE);
      assert.ok(report.acknowledged.includes(first));
      assert.ok(report.returned.includes(failed) && report.returned.includes(after));
      assert.ok(!on.logs.seen.some(({ n }) => n === 2), "a change overtook the one before it");
      assert.ok([...report.acknowledged, ...report.returned].includes(other));
    },
  },
  {
    name: "after two failures, the source delivers again from the first one on",
    needs: ["batch", "redelivery"],
    deploy: { maxAttempts: 2 },
    async run(on) {
      const changes = ["later-error", "error"].map((how, n) => on.record({ do: how, n }, `${n}`));
      const ids = await on.send(TABLE, ...changes);
      assert.deepEqual((await on.deliver(TABLE)).returned, ids);
    },
  },
];
