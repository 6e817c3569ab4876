import assert from "node:assert/strict";
import type { MessageCase } from "../../case.js";
import type { MessageRun } from "../../run/message-run.js";

const QUEUE = "contract-quiet-middleware";

/** Sends a message for each way in which a handler ends, and tells for each whether it was acknowledged. */
async function acknowledged(on: MessageRun, how: string, ...ends: readonly string[]): Promise<boolean[]> {
  const ids = await on.sendJson(QUEUE, ...ends.map((each, n) => ({ do: each, n, how })));
  const report = await on.deliverEach(QUEUE, ids);
  assert.equal(report.error, undefined);
  return ids.map((id) => report.acknowledged.includes(id));
}

/** Middleware that returns nothing: it has not answered. */
export const middlewareCases: readonly MessageCase[] = [
  ...["waits for next()", "calls next() and does not wait", "swallows what next() throws"].map(
    (how): MessageCase => ({
      name: `a middleware that ${how} and returns nothing leaves the outcome to its handler`,
      needs: "partialFailure",
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
      assert.equal(on.logs.seen.length, 1);
      await on.logs.line((line) => line.includes("ONEFN_NEXT_TWICE") && line.includes("middleware 1 of 2"));
    },
  },
  ...["answers for next()", "answers and does not wait for next()"].map(
    (how): MessageCase => ({
      name: `a middleware that ${how} has the last word, and what is thrown behind it kills nothing`,
      async run(on) {
        assert.deepEqual(await acknowledged(on, how, "retry", "error"), [true, true]);
        assert.deepEqual(await acknowledged(on, how, "later-error", "wait"), [true, true]);
        assert.deepEqual(await acknowledged(on, "waits for next()", "nothing"), [true]);
      },
    }),
  ),
  {
    name: "a middleware around a batch that returns nothing leaves the outcomes to its handler",
    needs: ["batch", "partialFailure"],
    async run(on) {
      const queue = "contract-quiet-batch-middleware";
      const ids = await on.sendJson(queue, { do: "ack" }, { do: "retry" }, { do: "ack" });
      const report = await on.deliver(queue);
      assert.deepEqual(report.acknowledged, [ids[0], ids[2]]);
      assert.deepEqual(report.returned, [ids[1]]);
    },
  },
];
