import assert from "node:assert/strict";
import type { DeliveryReport } from "onefn/simulator";
import type { RecordCase } from "../../case.js";

/** The signal fires after 100 ms, and the adapter answers after 450. The rest is for busy machines. */
export const SHORT = { timeout: 800, adapt: { margin: 700 }, maxAttempts: 1 } as const;

const PLACE = "contract-outcomes";

/** The records of a delivery that were not acknowledged. */
export function notDone({ returned, dead }: DeliveryReport): readonly string[] {
  return [...returned, ...dead].sort();
}

/** What happens to records when the provider's time limit is near. */
export const deadlineCases: readonly RecordCase[] = [
  {
    name: "a handler knows its deadline",
    needs: "deadline",
    async run(on) {
      const [id] = await on.sendOrders("contract-deadline", { do: "nothing" });
      await on.drain("contract-deadline");
      assert.equal((await on.logs.report((seen) => seen.id === id)).hasDeadline, true);
    },
  },
  {
    name: "the option timeout gives a deadline where the provider tells none",
    deploy: { adapt: { timeout: 60_000 } },
    async run(on) {
      const [id] = await on.sendOrders("contract-deadline", { do: "nothing" });
      await on.drain("contract-deadline");
      assert.equal((await on.logs.report((seen) => seen.id === id)).hasDeadline, true);
    },
  },
  {
    name: "a record whose handler hangs is returned before the deadline of the option timeout, and its neighbours are done",
    needs: ["batch", "partialFailure"],
    deploy: { adapt: { timeout: 800, margin: 700 }, maxAttempts: 1 },
    async run(on) {
      const orders = ["nothing", "hang"].map((each, n) => on.record({ do: each, n }, `${n}`));
      const [done, hanging] = await on.send(PLACE, ...orders);
      const report = await on.deliver(PLACE);
      on.expectAnswer(report);
      assert.deepEqual([report.acknowledged, notDone(report)], [[done], [hanging]]);
      await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
    },
  },
  {
    name: "a record whose handler hangs is returned before the deadline, finished neighbours are acknowledged",
    needs: ["deadline", "batch", "partialFailure", "failsAlone"],
    deploy: SHORT,
    async run(on) {
      // The first call of a process that has just started may take most of this time.
      await on.sendOrders(PLACE, { do: "nothing" });
      await on.deliver(PLACE);
      const orders = ["nothing", "hang", "wait", "error"].map((each, n) =>
        on.record({ do: each, n }, `${n}`),
      );
      const [done, hanging, slow, failed] = await on.send(PLACE, ...orders);
      const report = await on.deliver(PLACE);
      on.expectAnswer(report);
      assert.deepEqual([...report.acknowledged].sort(), [done, slow].sort());
      assert.deepEqual(notDone(report), [hanging, failed].sort());
      await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
    },
  },
  {
    name: "the signal fires before a handler that hangs is abandoned",
    needs: "deadline",
    deploy: SHORT,
    async run(on) {
      await on.sendOrders(PLACE, { do: "hang", n: 7 });
      await on.deliver(PLACE);
      // A client that gives up fires the signal, too, with a reason of its own.
      await on.logs.report(({ aborted, reason }) => aborted === 7 && reason === "TimeoutError");
    },
  },
  {
    name: "records not started by the deadline are returned, and finished ones are not",
    needs: ["deadline", "batch", "partialFailure"],
    deploy: SHORT,
    async run(on) {
      const orders = ["nothing", "hang", "nothing"].map((each, n) => ({ do: each, n }));
      const [done, hanging, unstarted] = await on.sendOrders("contract-serial", ...orders);
      const report = await on.deliver("contract-serial");
      assert.deepEqual(report.acknowledged, [done]);
      assert.deepEqual(notDone(report), [hanging, unstarted].sort());
      assert.ok(!on.logs.seen.some((seen) => seen.id === unstarted), "a record was begun after the deadline");
      await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
    },
  },
  {
    name: "handlers that never wait are stopped at the deadline, and records not started are returned",
    needs: ["deadline", "batch", "partialFailure"],
    deploy: SHORT,
    async run(on) {
      const orders = Array.from({ length: 10 }, (_, n) => on.record({ do: "busy", n }, `${n}`));
      const ids = await on.send(PLACE, ...orders);
      const report = await on.deliver(PLACE);
      const begun = on.logs.seen.map(({ id }) => id as string);
      on.expectAnswer(report);
      assert.ok(begun.length > 0 && begun.length < 7, `${begun.length} of 10 were begun`);
      assert.deepEqual([...report.acknowledged].sort(), begun.sort());
      assert.deepEqual(notDone(report), ids.filter((id) => !begun.includes(id)).sort());
      await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
    },
  },
  {
    name: "a handler that hangs affects only its own record",
    needs: ["deadline", "partialFailure", "failsAlone"],
    deploy: { ...SHORT, maxAttempts: 2 },
    async run(on) {
      const orders = ["wait", "hang", "nothing", "nothing"].map((each, n) =>
        on.record({ do: each, n }, `${n}`),
      );
      const ids = await on.send(PLACE, ...orders);
      const { dead, acknowledged } = await on.drain(PLACE);
      assert.deepEqual(dead, [ids[1]]);
      await on.logs.report(({ aborted, reason }) => aborted === 1 && reason === "TimeoutError");
      assert.deepEqual([...acknowledged].sort(), [ids[0], ids[2], ids[3]].sort());
      await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
    },
  },
];

/** The same for batch handlers. */
export const batchDeadlineCases: readonly RecordCase[] = [
  {
    name: "a batch handler that hangs has its records returned ahead of the deadline",
    needs: "deadline",
    deploy: SHORT,
    async run(on) {
      const ids = await on.sendOrders("contract-batch", { do: "hang", n: 1 });
      const report = await on.deliver("contract-batch");
      on.expectAnswer(report);
      assert.deepEqual(notDone(report), ids);
      await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
    },
  },
];
