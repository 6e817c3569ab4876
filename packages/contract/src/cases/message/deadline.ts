import assert from "node:assert/strict";
import type { DeliveryReport } from "onefn/simulator";
import type { MessageCase } from "../../case.js";
import type { SeenMessage } from "../../functions/message/seen.js";

/** The signal fires after 100 ms, the adapter answers after 450; the rest is for machines that are busy. */
export const SHORT = { timeout: 800, adapt: { margin: 700 }, maxAttempts: 1 } as const;

const QUEUE = "contract-outcomes";

/** The messages of a delivery that were not acknowledged. */
export function notDone({ returned, dead }: DeliveryReport): readonly string[] {
  return [...returned, ...dead].sort();
}

/** What becomes of messages when the provider's time is nearly up. */
export const deadlineCases: readonly MessageCase[] = [
  {
    name: "a handler knows its deadline",
    needs: "deadline",
    async run(on) {
      const [id] = await on.send("contract-seen", { body: "x" });
      await on.drain("contract-seen");
      const seen = (await on.logs.report((each) => each.id === id)) as unknown as SeenMessage;
      assert.equal(seen.hasDeadline, true);
    },
  },
  {
    name: "a handler that hangs is returned ahead of the deadline, finished neighbours are acknowledged",
    needs: ["deadline", "batch", "partialFailure"],
    deploy: SHORT,
    async run(on) {
      const orders = ["nothing", "hang", "wait", "error"].map((each, n) => ({ do: each, n }));
      const messages = orders.map((order) => ({ body: JSON.stringify(order), key: `${order.n}` }));
      const [done, hanging, slow, failed] = await on.send(QUEUE, ...messages);
      const report = await on.deliver(QUEUE);
      assert.equal(report.error, undefined);
      assert.deepEqual([...report.acknowledged].sort(), [done, slow].sort());
      assert.deepEqual(notDone(report), [hanging, failed].sort());
      await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
    },
  },
  {
    name: "the signal fires before a handler that hangs is given up",
    needs: "deadline",
    deploy: SHORT,
    async run(on) {
      await on.sendJson(QUEUE, { do: "hang", n: 7 });
      await on.deliver(QUEUE);
      await on.logs.report(({ aborted }) => aborted === 7);
    },
  },
  {
    name: "a batch handler that hangs has its messages returned ahead of the deadline",
    needs: "deadline",
    deploy: SHORT,
    async run(on) {
      const ids = await on.sendJson("contract-batch", { do: "hang", n: 1 });
      const report = await on.deliver("contract-batch");
      assert.equal(report.error, undefined);
      assert.deepEqual(notDone(report), ids);
    },
  },
  {
    name: "messages that were not begun at the deadline are returned, and those that were done are not",
    needs: ["deadline", "batch", "partialFailure"],
    deploy: SHORT,
    async run(on) {
      const orders = ["nothing", "hang", "nothing"].map((each, n) => ({ do: each, n }));
      const [done, hanging, unstarted] = await on.sendJson("contract-serial", ...orders);
      const report = await on.deliver("contract-serial");
      assert.deepEqual(report.acknowledged, [done]);
      assert.deepEqual(notDone(report), [hanging, unstarted].sort());
      assert.ok(
        !on.logs.seen.some((seen) => seen.id === unstarted),
        "a message was begun after the deadline",
      );
    },
  },
  {
    name: "handlers that never wait are stopped at the deadline, and the messages not begun are returned",
    needs: ["deadline", "batch", "partialFailure"],
    deploy: SHORT,
    async run(on) {
      const messages = Array.from({ length: 10 }, (_, n) => ({
        body: JSON.stringify({ do: "busy", n }),
        key: `${n}`,
      }));
      const ids = await on.send(QUEUE, ...messages);
      const report = await on.deliver(QUEUE);
      const begun = on.logs.seen.map(({ id }) => id as string);
      assert.equal(report.error, undefined);
      assert.ok(begun.length > 0 && begun.length < 7, `${begun.length} of 10 were begun`);
      assert.deepEqual([...report.acknowledged].sort(), begun.sort());
      assert.deepEqual(notDone(report), ids.filter((id) => !begun.includes(id)).sort());
      await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
    },
  },
  {
    name: "a handler that hangs dies alone",
    needs: ["deadline", "batch", "partialFailure"],
    deploy: { ...SHORT, maxAttempts: 2 },
    async run(on) {
      const orders = ["wait", "hang", "nothing", "nothing"].map((each, n) => ({ do: each, n }));
      const messages = orders.map((order) => ({ body: JSON.stringify(order), key: `${order.n}` }));
      const ids = await on.send(QUEUE, ...messages);
      const { dead, acknowledged } = await on.drain(QUEUE);
      assert.deepEqual(dead, [ids[1]]);
      assert.deepEqual([...acknowledged].sort(), [ids[0], ids[2], ids[3]].sort());
    },
  },
];
