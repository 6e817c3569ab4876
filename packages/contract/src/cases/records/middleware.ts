import assert from "node:assert/strict";
import type { RecordCase } from "../../case.js";
import type { RecordRun } from "../../run/record-run.js";

const PLACE = "contract-quiet-middleware";

/** Sends a record for each way in which a handler ends, and returns for each whether it was acknowledged. */
async function acknowledged(on: RecordRun, how: string, ...ends: readonly string[]): Promise<boolean[]> {
  const ids = await on.sendOrders(PLACE, ...ends.map((each, n) => ({ do: each, n, how })));
  const report = await on.deliverEach(PLACE, ids);
  on.expectAnswer(report);
  return ids.map((id) => report.acknowledged.includes(id));
}

/** Middleware that returns nothing has not answered. */
export const middlewareCases: readonly RecordCase[] = [
  ...["waits for next()", "calls next() and does not wait", "swallows what next() throws"].map(
    (how): RecordCase => ({
      name: `a middleware that ${how} and returns nothing leaves the outcome to its handler`,
      needs: ["partialFailure", "failsAlone"],
      async run(on) {
        const ends = ["nothing", "retry", "ack", "reject", "wait", "error", "later-error", "returns-text"];
        const fates = await acknowledged(on, how, ...ends);
        assert.deepEqual(fates, [true, false, true, false, true, false, false, false]);
        await on.logs.line((line) => line.includes("ONEFN_HANDLER_FAILED"));
        await on.logs.line((line) => line.includes("ONEFN_OUTCOME_INVALID"));
      },
    }),
  ),
  {
    name: "a middleware that never calls next() and returns nothing acknowledges nothing, and is named in the log",
    async run(on) {
      assert.deepEqual(await acknowledged(on, "never calls next()", "nothing"), [false]);
      assert.deepEqual(on.logs.seen, [], "the handler was called");
      await on.logs.line(
        (line) => line.includes("ONEFN_OUTCOME_INVALID") && line.includes("middleware 1 of 2"),
      );
    },
  },
  {
    name: "a middleware that calls next() twice runs its handler once, acknowledges nothing, and is named in the log",
    async run(on) {
      assert.deepEqual(await acknowledged(on, "calls next() twice", "nothing"), [false]);
      await on.logs.line((line) => line.includes("ONEFN_NEXT_TWICE") && line.includes("middleware 1 of 2"));
      assert.equal(on.logs.seen.length, 1);
    },
  },
  ...["answers for next()", "answers and does not wait for next()"].map(
    (how): RecordCase => ({
      name: `a middleware that ${how} has the last word, and an error thrown after it kills nothing`,
      async run(on) {
        assert.deepEqual(await acknowledged(on, how, "retry", "error"), [true, true]);
        assert.deepEqual(await acknowledged(on, how, "later-error", "wait"), [true, true]);
        assert.deepEqual(await acknowledged(on, "waits for next()", "nothing"), [true]);
      },
    }),
  ),
];

/** The same around batch handlers. */
export const batchMiddlewareCases: readonly RecordCase[] = [
  {
    name: "a middleware around a batch that returns nothing leaves the outcomes to its handler",
    needs: ["batch", "partialFailure"],
    async run(on) {
      const place = "contract-quiet-batch-middleware";
      const ids = await on.sendOrders(place, { do: "ack" }, { do: "retry" }, { do: "ack" });
      const report = await on.deliver(place);
      const alone = on.can("failsAlone");
      assert.deepEqual(report.acknowledged, alone ? [ids[0], ids[2]] : [ids[0]]);
      assert.deepEqual(report[on.again], alone ? [ids[1]] : [ids[1], ids[2]]);
    },
  },
];
