import assert from "node:assert/strict";
import type { RecordCase } from "../../case.js";
import { FAILURE_NAMES, type Order } from "../../functions/records/behaviour.js";
import type { RecordRun } from "../../run/record-run.js";

const PLACE = "contract-outcomes";
const NOTHING = { do: "nothing" };

/** Sends orders, delivers each once, and returns their fates in the order of sending. */
async function fatesOf(on: RecordRun, place: string, ...orders: readonly Order[]): Promise<string[]> {
  const ids = await on.sendOrders(place, ...orders);
  const report = await on.deliverEach(place, ids);
  on.expectAnswer(report);
  return ids.map((id) => {
    const fates = (["acknowledged", "returned", "dead"] as const).filter((fate) => report[fate].includes(id));
    return fates.join(" and ") || "lost";
  });
}

/** The outcomes of records. */
export const outcomeCases: readonly RecordCase[] = [
  {
    name: "returning nothing acknowledges, and so does ack()",
    async run(on) {
      assert.deepEqual(await fatesOf(on, PLACE, { do: "nothing" }, { do: "ack" }), [
        "acknowledged",
        "acknowledged",
      ]);
    },
  },
  ...["retry", "retry-late"].map(
    (how): RecordCase => ({
      name: `${how === "retry" ? "retry()" : "a retry with a delay"} delivers again, its neighbours are acknowledged`,
      needs: ["partialFailure", "failsAlone"],
      async run(on) {
        const fates = await fatesOf(on, PLACE, { do: "nothing" }, { do: how }, { do: "ack" });
        assert.deepEqual(fates, ["acknowledged", on.again, "acknowledged"]);
      },
    }),
  ),
  {
    name: "the first, the last or all records of a delivery can fail",
    needs: ["partialFailure", "failsAlone"],
    async run(on) {
      assert.deepEqual(await fatesOf(on, PLACE, { do: "error" }, { do: "ack" }), [on.again, "acknowledged"]);
      assert.deepEqual(await fatesOf(on, PLACE, { do: "ack" }, { do: "error" }), ["acknowledged", on.again]);
      assert.deepEqual(await fatesOf(on, PLACE, { do: "error" }, { do: "retry" }), [on.again, on.again]);
    },
  },
  {
    name: "the last or all records of a delivery can fail, and records done before a failed one are acknowledged",
    needs: "partialFailure",
    async run(on) {
      assert.deepEqual(await fatesOf(on, PLACE, { do: "ack" }, { do: "error" }), ["acknowledged", on.again]);
      assert.deepEqual(await fatesOf(on, "contract-serial", { do: "error" }, { do: "retry" }), [
        on.again,
        on.again,
      ]);
    },
  },
  {
    name: "a record that fails is not acknowledged, and its neighbours are neither lost nor dead",
    async run(on) {
      const [first = "", failed = "", last = ""] = await on.sendOrders(
        PLACE,
        NOTHING,
        { do: "error" },
        NOTHING,
      );
      const report = await on.deliverEach(PLACE, [first, failed, last]);
      on.expectAnswer(report);
      assert.ok(report[on.again].includes(failed) && !report.acknowledged.includes(failed));
      const alive = [...report.acknowledged, ...report.returned];
      assert.ok(alive.includes(first) && alive.includes(last));
    },
  },
  ...FAILURE_NAMES.map(
    (how): RecordCase => ({
      name: `a handler that ends by ${how} has only its record delivered again`,
      needs: "partialFailure",
      async run(on) {
        // If the source also delivers records after a failed one again, the failed one is the last.
        const after = on.can("failsAlone") ? [NOTHING] : [];
        const fates = await fatesOf(on, PLACE, NOTHING, { do: how }, ...after);
        assert.deepEqual(fates, ["acknowledged", on.again, ...after.map(() => "acknowledged")]);
        await on.logs.line((line) => /ONEFN_(HANDLER_FAILED|OUTCOME_INVALID)/.test(line));
      },
    }),
  ),
  {
    name: "a record tells the right number of its delivery, or none",
    async run(on) {
      const [id = ""] = await on.sendOrders(PLACE, { do: "error" });
      await on.drain(PLACE);
      const told = attemptsOf(on, id);
      assert.ok(told.length > 0);
      assert.deepEqual(
        told,
        told.map((each, index) => each && index + 1),
      );
    },
  },
  {
    name: "a failed record is delivered again until it is dead, with the number of each delivery",
    needs: ["attempt", "redelivery"],
    async run(on) {
      const [id = ""] = await on.sendOrders(PLACE, { do: "error" });
      const { dead, attempts } = await on.drain(PLACE);
      assert.deepEqual([dead, attempts[id]], [[id], 3]);
      assert.deepEqual(attemptsOf(on, id), [1, 2, 3]);
    },
  },
  {
    name: "a record that fails once is done at its second delivery, and is not delivered a third time",
    needs: ["attempt", "redelivery"],
    async run(on) {
      const [id = ""] = await on.sendOrders(PLACE, { do: "fail-once" });
      const { acknowledged } = await on.drain(PLACE);
      assert.deepEqual([acknowledged, attemptsOf(on, id)], [[id], [1, 2]]);
    },
  },
  {
    name: "a record that is done is not delivered again, whatever happened to its neighbours",
    needs: ["partialFailure", "redelivery"],
    async run(on) {
      const [done = "", failed = ""] = await on.sendOrders(PLACE, { do: "ack" }, { do: "error" });
      await on.drain(PLACE);
      assert.deepEqual([attemptsOf(on, done).length, attemptsOf(on, failed).length], [1, 3]);
    },
  },
  {
    name: "a retry with a delay is delivered again",
    async run(on) {
      assert.deepEqual(await fatesOf(on, PLACE, { do: "retry-late" }), [on.again]);
    },
  },
  {
    name: "a retry waits as long as it says",
    needs: ["retryAfter", "attempt"],
    async run(on) {
      // Between two late ones, whatever order the source keeps.
      const [late, soon, last] = await on.sendOrders(
        PLACE,
        { do: "retry-late" },
        { do: "retry-soon" },
        { do: "retry-late" },
      );
      await on.drain(PLACE);
      const [first, ...others] = on.logs.seen.filter(({ attempt }) => attempt === 2).map(({ id }) => id);
      assert.equal(first, soon);
      assert.deepEqual(others.sort(), [late, last].sort());
    },
  },
  {
    name: "a wire that cannot delay a retry says so once, however many records ask for it, and another says nothing",
    // At most two deliveries, because each may reach another process, which logs the line again.
    deploy: { maxAttempts: 2 },
    async run(on) {
      await on.sendOrders("contract-delayed", NOTHING, NOTHING, NOTHING);
      await on.drain("contract-delayed");
      const isTold = (line: string) => line.includes("ONEFN_NO_DELAY");
      if (on.can("retryAfter")) return assert.ok(!on.logs.lines.some(isTold));
      // Each process logs it once. Another wire in the same process may have logged it; a real runtime may have two.
      assert.ok(on.logs.all.some(isTold), "no line says it");
      assert.ok(on.logs.lines.filter(isTold).length <= 2, "it is said again");
    },
  },
  {
    name: "a record that is rejected is not acknowledged, and the log says why",
    async run(on) {
      const fates = await fatesOf(on, PLACE, { do: "reject" });
      assert.notEqual(fates[0], "acknowledged");
      await on.logs.line((line) => line.includes("as it was told"));
    },
  },
  {
    name: "a record that is rejected is dead at once",
    needs: "reject",
    async run(on) {
      assert.deepEqual(await fatesOf(on, PLACE, { do: "reject" }), ["dead"]);
      // Where nothing comes again, every failure is dead: that alone does not refuse a record.
      if (on.can("redelivery") || !on.can("reject"))
        assert.deepEqual(await fatesOf(on, PLACE, { do: "retry" }), ["returned"]);
    },
  },
  {
    name: "an error is logged with the record's id, its place and no line break",
    async run(on) {
      const [id = ""] = await on.sendOrders(PLACE, { do: "error" });
      await on.deliver(PLACE);
      const line = await on.logs.line(
        (each) => each.includes("failed as it was told") && each.includes("1 of 1"),
      );
      assert.doesNotMatch(line, /\n/);
      assert.ok(line.includes(id), "the line does not name the record");
    },
  },
  {
    name: "a handler's log lines name its record",
    async run(on) {
      const [id = ""] = await on.sendOrders("contract-log", { do: "nothing", n: 7 });
      await on.drain("contract-log");
      const line = await on.logs.line((each) => each.includes("handled 7"));
      assert.ok(line.includes(id) && line.includes('"extra":1'));
    },
  },
  {
    name: "middleware runs around each record",
    async run(on) {
      const [id] = await on.sendOrders("contract-middleware", NOTHING);
      await on.drain("contract-middleware");
      await on.logs.report((seen) => seen.after === id);
      assert.deepEqual(
        on.logs.seen.map((seen) => Object.keys(seen)[0]),
        ["before", "within", "after"],
      );
    },
  },
  {
    name: "work given to waitUntil is done, rejected work kills nothing",
    needs: "waitUntil",
    async run(on) {
      const [id = ""] = await on.sendOrders("contract-wait-until", NOTHING);
      const { acknowledged } = await on.drain("contract-wait-until");
      assert.deepEqual(acknowledged, [id]);
      await on.logs.report((seen) => seen.later === id);
      await on.logs.line((line) => line.includes("ONEFN_WAIT_UNTIL_FAILED"));
    },
  },
];

function attemptsOf(on: RecordRun, id: string): unknown[] {
  return on.logs.seen.filter((seen) => seen.id === id).map(({ attempt }) => attempt);
}
