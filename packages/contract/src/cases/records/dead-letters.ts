import assert from "node:assert/strict";
import type { RecordCase } from "../../case.js";
import type { RecordRun } from "../../run/record-run.js";

const PLACE = "contract-dead-letters";

function movedBy(on: RecordRun): unknown[] {
  return on.logs.seen.flatMap(({ moved }) => (moved === undefined ? [] : [moved]));
}

/** What becomes of rejected records, by the options of their function. */
export const deadLetterCases: readonly RecordCase[] = [
  {
    name: 'with rejected: "acknowledge", a rejected record is given up at once, and the log says so',
    async run(on) {
      const [id = ""] = await on.sendOrders("contract-acknowledges-rejected", { do: "reject" });
      const report = await on.deliver("contract-acknowledges-rejected");
      on.expectAnswer(report);
      if (on.can("reject")) return assert.deepEqual(report.dead, [id]);
      assert.deepEqual(report.acknowledged, [id]);
      await on.logs.line((line) => line.includes("ONEFN_REJECTED") && line.includes(id));
    },
  },
  {
    name: 'with rejected: "acknowledge", a record that fails is still delivered again',
    needs: "redelivery",
    async run(on) {
      const [id = ""] = await on.sendOrders("contract-acknowledges-rejected", { do: "error" });
      assert.deepEqual((await on.deliver("contract-acknowledges-rejected")).returned, [id]);
    },
  },
  {
    name: "deadLetter gets a rejected record with the reason where the source cannot refuse one, and it is done",
    async run(on) {
      const [id = ""] = await on.sendOrders(PLACE, { do: "reject" });
      const report = await on.deliver(PLACE);
      on.expectAnswer(report);
      if (on.can("reject")) {
        assert.deepEqual([report.dead, movedBy(on)], [[id], []]);
        return;
      }
      assert.deepEqual(report.acknowledged, [id]);
      const { reason } = await on.logs.report(({ moved }) => moved === id);
      assert.equal(reason, "as it was told");
    },
  },
  {
    name: "deadLetter gets a failed record only where it would never be delivered again",
    async run(on) {
      const [id = ""] = await on.sendOrders(PLACE, { do: "error" });
      const report = await on.deliver(PLACE);
      if (on.can("redelivery")) {
        assert.deepEqual([report.returned, movedBy(on)], [[id], []]);
        return;
      }
      assert.deepEqual(report.acknowledged, [id]);
      const { code } = await on.logs.report(({ moved }) => moved === id);
      assert.equal(code, "failed as it was told");
    },
  },
  {
    name: "a deadLetter that throws acknowledges nothing, and the log says why",
    async run(on) {
      await on.sendOrders("contract-full-dead-letters", { do: "reject" });
      const report = await on.deliver("contract-full-dead-letters");
      assert.deepEqual(report.acknowledged, []);
      if (on.can("reject")) return;
      await on.logs.line((line) => line.includes("the dead letters are full"));
    },
  },
  {
    name: "a record that deadLetter took does not hold its key's successors back",
    async run(on) {
      const orders = ["nothing", "reject", "nothing"].map((each, n) => on.record({ do: each, n }, "a"));
      const ids = await on.send(PLACE, ...orders);
      const report = await on.deliverEach(PLACE, ids);
      on.expectAnswer(report);
      assert.deepEqual([...report.acknowledged, ...report.dead].sort(), [...ids].sort());
      const begun = on.logs.seen.flatMap(({ n }) => (typeof n === "number" ? [n] : []));
      assert.deepEqual(on.can("order") ? begun : begun.sort(), [0, 1, 2]);
    },
  },
];

/** The same for batch handlers. */
export const batchDeadLetterCases: readonly RecordCase[] = [
  {
    name: "deadLetter gets the records that a batch handler rejects, and no others",
    needs: "batch",
    async run(on) {
      const orders = ["nothing", "reject", "nothing"].map((each) => on.record({ do: each }, "a"));
      const ids = await on.send("contract-dead-letter-batch", ...orders);
      const report = await on.deliver("contract-dead-letter-batch");
      on.expectAnswer(report);
      assert.deepEqual([...report.acknowledged, ...report.dead].sort(), [...ids].sort());
      if (on.can("reject")) return;
      await on.logs.report(({ moved }) => moved === ids[1]);
      assert.deepEqual(movedBy(on), [ids[1]]);
    },
  },
];
