import assert from "node:assert/strict";
import type { MessageCase } from "../../case.js";
import { wait } from "../../functions/wait.js";
import type { MessageRun } from "../../run/message-run.js";
import { notDone, SHORT } from "./deadline.js";

/**
 * The signal fires after 800 ms and the adapter answers after 1,150: 350 ms ahead of the deadline, which is less than
 * the handlers of these cases compute.
 */
const TIGHT = { timeout: 1_500, adapt: { margin: 700 }, maxAttempts: 1 } as const;

const QUEUE = "contract-outcomes";

const order = (how: string) => (_: unknown, n: number) => ({
  body: JSON.stringify({ do: how, n }),
  key: `${how}-${n}`,
});

/** How many handlers were ever called whose schema answers late. */
async function lateOnes(on: MessageRun): Promise<unknown> {
  const [id] = await on.send("contract-late-count", { body: "x" });
  await on.drain("contract-late-count");
  return (await on.logs.report((seen) => seen.id === id)).late;
}

/** Handlers and schemas that compute, and keep timers from firing. */
export const clockCases: readonly MessageCase[] = [
  {
    name: "a handler that hangs is returned ahead of the deadline, however long its neighbours compute",
    needs: ["deadline", "batch", "partialFailure"],
    deploy: TIGHT,
    async run(on) {
      const [hanging, ...busy] = await on.send(
        QUEUE,
        ...[0].map(order("hang")),
        ...Array.from({ length: 9 }, order("busy")),
      );
      const report = await on.deliver(QUEUE);
      assert.equal(report.error, undefined);
      assert.deepEqual([...report.acknowledged].sort(), [...busy].sort());
      assert.deepEqual(notDone(report), [hanging]);
    },
  },
  {
    name: "a batch handler that computes and then hangs has its messages returned ahead of the deadline",
    needs: "deadline",
    deploy: TIGHT,
    async run(on) {
      const ids = await on.sendJson("contract-batch", { do: "busy-hang", n: 1 });
      const report = await on.deliver("contract-batch");
      assert.equal(report.error, undefined);
      assert.deepEqual(notDone(report), ids);
    },
  },
  {
    name: "handlers that compute are stopped at the deadline, however quick those before them were",
    needs: ["deadline", "batch", "largeBatches", "partialFailure"],
    deploy: { ...SHORT, batchSize: 60 },
    async run(on) {
      const quick = Array.from({ length: 20 }, order("nothing"));
      const ids = await on.send(QUEUE, ...quick, ...Array.from({ length: 40 }, order("busy")));
      const report = await on.deliver(QUEUE);
      const begun = on.logs.seen.map(({ id }) => id as string);
      assert.deepEqual([report.error, report.delivered.length], [undefined, 60]);
      assert.ok(begun.length > 20 && begun.length < 30, `${begun.length} of 60 were begun`);
      assert.deepEqual([...report.acknowledged].sort(), begun.sort());
      assert.deepEqual(notDone(report), ids.filter((id) => !begun.includes(id)).sort());
    },
  },
  {
    name: "a batch whose decoding takes all of its time is returned, and does not reach its handler",
    needs: ["deadline", "batch"],
    deploy: SHORT,
    async run(on) {
      const ids = await on.sendJson("contract-computed-batch", ...Array.from({ length: 10 }, () => 1));
      const report = await on.deliver("contract-computed-batch");
      assert.equal(report.error, undefined);
      assert.deepEqual(notDone(report), [...ids].sort());
      assert.deepEqual(on.logs.seen, []);
      await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
    },
  },
  ...[
    { what: "a message", queue: "contract-late" },
    { what: "a batch", queue: "contract-late-batch" },
  ].map(
    ({ what, queue }): MessageCase => ({
      name: `${what} whose schema answers after the deadline does not reach its handler`,
      needs: "deadline",
      deploy: SHORT,
      async run(on) {
        const before = await lateOnes(on);
        const ids = await on.sendJson(queue, 1);
        const report = await on.deliver(queue);
        assert.equal(report.error, undefined);
        assert.deepEqual(notDone(report), ids);
        await wait(400);
        assert.equal(await lateOnes(on), before, "a message was handled that was delivered again");
      },
    }),
  ),
];
