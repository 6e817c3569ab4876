import assert from "node:assert/strict";
import type { RecordCase } from "../../case.js";
import { wait } from "../../functions/wait.js";
import type { RecordKit } from "../../kinds/record-kit.js";
import type { RecordRun } from "../../run/record-run.js";
import { notDone, SHORT } from "./deadline.js";

/**
 * The signal fires after 800 ms and the adapter answers after 1,150: 350 ms before the deadline, which is less time
 * than the handlers of these cases compute.
 */
const TIGHT = { timeout: 1_500, adapt: { margin: 700 }, maxAttempts: 1 } as const;

const PLACE = "contract-outcomes";
const NOTHING = { do: "nothing" };

/** Makes records with one instruction, and a different key each. */
const order =
  (on: RecordRun, how: string, from = 0) =>
  (_: unknown, n: number) =>
    on.record({ do: how, n: from + n }, `${how}-${n}`);

/** Records of this case have numbers from here on. A late log line of the previous case has a lower one. */
const COUNTED = 1_000;

/** The number of calls so far of handlers whose schema answers late. */
async function lateOnes(on: RecordRun): Promise<unknown> {
  const [id] = await on.sendOrders("contract-late-count", NOTHING);
  await on.drain("contract-late-count");
  return (await on.logs.report((seen) => seen.id === id)).late;
}

/** Handlers that compute, and so prevent timers from firing. */
export const clockCases: readonly RecordCase[] = [
  {
    name: "a record whose handler hangs is returned before the deadline, however long its neighbours compute",
    needs: ["deadline", "batch", "partialFailure", "failsAlone"],
    deploy: TIGHT,
    async run(on) {
      const [hanging, ...busy] = await on.send(
        PLACE,
        ...[0].map(order(on, "hang")),
        ...Array.from({ length: 9 }, order(on, "busy")),
      );
      const report = await on.deliver(PLACE);
      on.expectAnswer(report);
      assert.deepEqual([...report.acknowledged].sort(), [...busy].sort());
      assert.deepEqual(notDone(report), [hanging]);
    },
  },
  {
    name: "handlers that compute are stopped at the deadline, however quick those before them were",
    needs: ["deadline", "batch", "longBatches", "partialFailure"],
    deploy: { ...SHORT, batchSize: 60 },
    async run(on) {
      const quick = Array.from({ length: 20 }, order(on, "nothing", COUNTED));
      const computing = Array.from({ length: 40 }, order(on, "busy", COUNTED));
      const ids = await on.send(PLACE, ...quick, ...computing);
      const report = await on.deliver(PLACE);
      const begun = on.logs.seen.filter(({ n }) => (n as number) >= COUNTED).map(({ id }) => id as string);
      assert.deepEqual([report.error, report.delivered.length], [undefined, 60]);
      assert.ok(begun.length > 20 && begun.length < 30, `${begun.length} of 60 were begun`);
      assert.deepEqual([...report.acknowledged].sort(), begun.sort());
      assert.deepEqual(notDone(report), ids.filter((id) => !begun.includes(id)).sort());
    },
  },
];

/** The same for batch handlers. */
export const batchClockCases: readonly RecordCase[] = [
  {
    name: "a batch handler that computes and then hangs has its records returned ahead of the deadline",
    needs: "deadline",
    deploy: TIGHT,
    async run(on) {
      const ids = await on.sendOrders("contract-batch", { do: "busy-hang", n: 1 });
      const report = await on.deliver("contract-batch");
      on.expectAnswer(report);
      assert.deepEqual(notDone(report), ids);
      await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
    },
  },
];

/** Schemas that compute, or answer late. */
export const schemaClockCases = ({ batches }: RecordKit<unknown>): readonly RecordCase[] => [
  ...[
    { what: "a record", place: "contract-late" },
    ...(batches ? [{ what: "a batch", place: "contract-late-batch" }] : []),
  ].map(
    ({ what, place }): RecordCase => ({
      name: `${what} whose schema answers after the deadline does not reach its handler`,
      needs: "deadline",
      deploy: SHORT,
      async run(on) {
        const before = await lateOnes(on);
        const ids = await on.sendOrders(place, NOTHING);
        const report = await on.deliver(place);
        on.expectAnswer(report);
        assert.deepEqual(notDone(report), ids);
        await wait(400);
        assert.equal(await lateOnes(on), before, "a record was handled that was delivered again");
      },
    }),
  ),
  ...(batches ? [COMPUTED_BATCH] : []),
];

const COMPUTED_BATCH: RecordCase = {
  name: "a batch whose decoding takes all of its time is returned, and does not reach its handler",
  needs: ["deadline", "batch"],
  deploy: SHORT,
  async run(on) {
    const ids = await on.sendOrders("contract-computed-batch", ...Array.from({ length: 10 }, () => NOTHING));
    const report = await on.deliver("contract-computed-batch");
    on.expectAnswer(report);
    assert.deepEqual(notDone(report), [...ids].sort());
    assert.deepEqual(on.logs.seen, []);
    await on.logs.line((line) => line.includes("ONEFN_DEADLINE"));
  },
};
