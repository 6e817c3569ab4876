import assert from "node:assert/strict";
import type { MessageCase } from "../../case.js";
import { MESSAGE_FAILURES } from "../../functions/message/behaviour.js";
import type { MessageRun } from "../../run/message-run.js";

const QUEUE = "contract-outcomes";

/** Sends orders, lets each come once, and gives what became of them in the order of sending. */
async function fatesOf(on: MessageRun, queue: string, ...orders: readonly unknown[]): Promise<string[]> {
  const ids = await on.sendJson(queue, ...orders);
  const report = await on.deliverEach(queue, ids);
  assert.equal(report.error, undefined);
  return ids.map((id) => {
    const fates = (["acknowledged", "returned", "dead"] as const).filter((fate) => report[fate].includes(id));
    return fates.join(" and ") || "lost";
  });
}

/** What becomes of messages. */
export const outcomeCases: readonly MessageCase[] = [
  {
    name: "returning nothing acknowledges, and so does ack()",
    async run(on) {
      assert.deepEqual(await fatesOf(on, QUEUE, { do: "nothing" }, { do: "ack" }), [
        "acknowledged",
        "acknowledged",
      ]);
    },
  },
  {
    name: "retry() delivers again, its neighbours are acknowledged",
    needs: "partialFailure",
    async run(on) {
      const fates = await fatesOf(on, QUEUE, { do: "nothing" }, { do: "retry" }, { do: "ack" });
      assert.deepEqual(fates, ["acknowledged", "returned", "acknowledged"]);
    },
  },
  {
    name: "the first, the last or all messages of a delivery can fail",
    needs: "partialFailure",
    async run(on) {
      assert.deepEqual(await fatesOf(on, QUEUE, { do: "error" }, { do: "ack" }), [
        "returned",
        "acknowledged",
      ]);
      assert.deepEqual(await fatesOf(on, QUEUE, { do: "ack" }, { do: "error" }), [
        "acknowledged",
        "returned",
      ]);
      assert.deepEqual(await fatesOf(on, QUEUE, { do: "error" }, { do: "retry" }), ["returned", "returned"]);
    },
  },
  ...MESSAGE_FAILURES.map(
    (how): MessageCase => ({
      name: `a handler that ends by ${how} has its message delivered again, and no other`,
      needs: "partialFailure",
      async run(on) {
        const fates = await fatesOf(on, QUEUE, { do: "nothing" }, { do: how }, { do: "nothing" });
        assert.deepEqual(fates, ["acknowledged", "returned", "acknowledged"]);
        await on.logs.line((line) => /ONEFN_(HANDLER_FAILED|OUTCOME_INVALID)/.test(line));
      },
    }),
  ),
  {
    name: "a message that fails comes again until it is dead, with the number of its delivery",
    needs: "attempt",
    async run(on) {
      const [id = ""] = await on.sendJson(QUEUE, { do: "error" });
      const { dead, attempts } = await on.drain(QUEUE);
      assert.deepEqual([dead, attempts[id]], [[id], 3]);
      assert.deepEqual(attemptsOf(on, id), [1, 2, 3]);
    },
  },
  {
    name: "a message that fails once is done at its second delivery, and not delivered a third time",
    needs: "attempt",
    async run(on) {
      const [id = ""] = await on.sendJson(QUEUE, { do: "fail-once" });
      const { acknowledged } = await on.drain(QUEUE);
      assert.deepEqual([acknowledged, attemptsOf(on, id)], [[id], [1, 2]]);
    },
  },
  {
    name: "a message that is done does not come again, whatever became of its neighbours",
    needs: ["partialFailure", "batch"],
    async run(on) {
      const [done = "", failed = ""] = await on.sendJson(QUEUE, { do: "ack" }, { do: "error" });
      await on.drain(QUEUE);
      assert.deepEqual([attemptsOf(on, done).length, attemptsOf(on, failed).length], [1, 3]);
    },
  },
  {
    name: "a retry with a delay is delivered again",
    async run(on) {
      assert.deepEqual(await fatesOf(on, QUEUE, { do: "retry-late" }), ["returned"]);
    },
  },
  {
    name: "a retry waits as long as it says",
    needs: "retryAfter",
    async run(on) {
      const [late, soon] = await on.sendJson(QUEUE, { do: "retry-late" }, { do: "retry-soon" });
      await on.drain(QUEUE);
      const again = on.logs.seen.filter(({ attempt }) => attempt === 2);
      assert.deepEqual(
        again.map(({ id }) => id),
        [soon, late],
      );
    },
  },
  {
    name: "a wire that cannot delay a retry says so once, however many messages ask for it, and another says nothing",
    async run(on) {
      await on.sendJson("contract-delayed", 1, 2, 3);
      await on.drain("contract-delayed");
      const isTold = (line: string) => line.includes("ONEFN_NO_DELAY");
      if (on.wire.capabilities.retryAfter?.supported !== false) return assert.ok(!on.logs.lines.some(isTold));
      // Each process says it once. Another wire may share this one's and have said it; a real runtime may have two.
      assert.ok(on.logs.all.some(isTold), "no line says it");
      assert.ok(on.logs.lines.filter(isTold).length <= 2, "it is said again");
    },
  },
  {
    name: "a message that is rejected is not acknowledged, and the log says why",
    async run(on) {
      const fates = await fatesOf(on, QUEUE, { do: "reject" });
      assert.notEqual(fates[0], "acknowledged");
      await on.logs.line((line) => line.includes("as it was told"));
    },
  },
  {
    name: "a message that is rejected is dead at once",
    needs: "reject",
    async run(on) {
      assert.deepEqual(await fatesOf(on, QUEUE, { do: "reject" }), ["dead"]);
    },
  },
  {
    name: "an error is logged with the message's id, its place and no line break",
    async run(on) {
      const [id = ""] = await on.sendJson(QUEUE, { do: "error" });
      await on.deliver(QUEUE);
      const line = await on.logs.line(
        (each) => each.includes("failed as it was told") && each.includes("1 of 1"),
      );
      assert.doesNotMatch(line, /\n/);
      assert.ok(line.includes(id), "the line does not name the message");
    },
  },
  {
    name: "a handler's log lines name its message",
    async run(on) {
      const [id = ""] = await on.send("contract-log", { body: "one" });
      await on.drain("contract-log");
      const line = await on.logs.line((each) => each.includes("handled one"));
      assert.ok(line.includes(id) && line.includes('"extra":1'));
    },
  },
  {
    name: "middleware stands around each message",
    async run(on) {
      const [id] = await on.send("contract-middleware", { body: "x" });
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
      const [id = ""] = await on.send("contract-wait-until", { body: "x" });
      const { acknowledged } = await on.drain("contract-wait-until");
      assert.deepEqual(acknowledged, [id]);
      await on.logs.report((seen) => seen.later === id);
      await on.logs.line((line) => line.includes("ONEFN_WAIT_UNTIL_FAILED"));
    },
  },
];

function attemptsOf(on: MessageRun, id: string): unknown[] {
  return on.logs.seen.filter((seen) => seen.id === id).map(({ attempt }) => attempt);
}
