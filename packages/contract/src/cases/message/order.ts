import assert from "node:assert/strict";
import type { MessageCase } from "../../case.js";
import type { MessageRun } from "../../run/message-run.js";

const QUEUE = "contract-outcomes";

interface Step {
  readonly key: string;
  readonly do: string;
  readonly n: number;
}

async function sendSteps(on: MessageRun, queue: string, steps: readonly Step[]): Promise<readonly string[]> {
  return on.send(queue, ...steps.map(({ key, ...order }) => ({ key, body: JSON.stringify(order) })));
}

/** The numbers of the messages that were begun, of those between two bounds, in order. */
function begun(on: MessageRun, from: number, to: number): unknown[] {
  const numbers = on.logs.seen.map(({ n }) => n as number);
  return numbers.filter((n) => n >= from && n <= to);
}

/** Messages of one key are handled one after another. */
export const orderCases: readonly MessageCase[] = [
  {
    name: "messages of one key are handled in their order, whatever each takes",
    needs: "order",
    async run(on) {
      const steps = Array.from({ length: 4 }, (_, n) => ({ key: "a", do: "wait", n }));
      const ids = await sendSteps(on, QUEUE, steps);
      assert.deepEqual((await on.drain(QUEUE)).acknowledged, ids);
      const history = on.logs.seen.map(({ n, done }) => (n === undefined ? `${done} ends` : `${n} begins`));
      assert.deepEqual(
        history,
        steps.flatMap(({ n }) => [`${n} begins`, `${n} ends`]),
      );
    },
  },
  ...["error", "retry", "undefined", "returns-text"].map(
    (how): MessageCase => ({
      name: `a message that ends by ${how} holds its key's successors back, and no other key`,
      needs: ["order", "partialFailure", "batch"],
      async run(on) {
        const steps = [
          { key: "a", do: "nothing", n: 1 },
          { key: "a", do: how, n: 2 },
          { key: "b", do: "nothing", n: 11 },
          { key: "a", do: "nothing", n: 3 },
          { key: "b", do: "nothing", n: 12 },
        ];
        const [a1, a2, b1, a3, b2] = await sendSteps(on, QUEUE, steps);
        const report = await on.deliver(QUEUE);
        assert.deepEqual([...report.acknowledged].sort(), [a1, b1, b2].sort());
        assert.deepEqual([...report.returned].sort(), [a2, a3].sort());
        assert.deepEqual(
          [begun(on, 1, 3), begun(on, 11, 12)],
          [
            [1, 2],
            [11, 12],
          ],
        );
      },
    }),
  ),
  {
    name: "a key goes on where it failed, in its order",
    needs: "order",
    async run(on) {
      const steps = [
        { key: "a", do: "nothing", n: 1 },
        { key: "a", do: "fail-once", n: 2 },
        { key: "a", do: "nothing", n: 3 },
        { key: "a", do: "nothing", n: 4 },
      ];
      const ids = await sendSteps(on, QUEUE, steps);
      assert.deepEqual([...(await on.drain(QUEUE)).acknowledged].sort(), [...ids].sort());
      assert.deepEqual(begun(on, 1, 4), [1, 2, 2, 3, 4]);
    },
  },
  {
    name: "a broken body holds its key's successors back until it is dead",
    needs: ["order", "partialFailure", "batch"],
    async run(on) {
      const messages = [
        { key: "a", body: "{broken" },
        { key: "a", body: '{"do":"nothing","n":2}' },
        { key: "b", body: '{"do":"nothing","n":11}' },
      ];
      const [broken, after, other] = await on.send(QUEUE, ...messages);
      const report = await on.deliver(QUEUE);
      assert.deepEqual(report.acknowledged, [other]);
      assert.deepEqual([...report.returned, ...report.dead].sort(), [broken, after].sort());
      assert.deepEqual(begun(on, 2, 2), []);
    },
  },
  ...[
    { what: "a broken body", queue: "contract-batch", bad: "{broken" },
    { what: "a body that does not conform", queue: "contract-schema-batch", bad: "{}" },
  ].map(
    ({ what, queue, bad }): MessageCase => ({
      name: `a batch handler does not get what stands behind ${what} of its key`,
      needs: ["order", "partialFailure", "batch"],
      async run(on) {
        const good = '{"do":"ack"}';
        const messages = [
          { key: "a", body: good },
          { key: "a", body: bad },
          { key: "b", body: good },
          { key: "a", body: good },
          { key: "a", body: bad },
          { key: "b", body: good },
        ];
        const [a1, a2, b1, a3, a4, b2] = await on.send(queue, ...messages);
        const report = await on.deliver(queue);
        assert.deepEqual(on.logs.seen[0]?.ids, [a1, b1, b2]);
        assert.deepEqual(report.acknowledged, [a1, b1, b2]);
        assert.deepEqual([...report.returned, ...report.dead].sort(), [a2, a3, a4].sort());
      },
    }),
  ),
  {
    name: "a batch handler's failure holds its key's successors back",
    needs: ["order", "partialFailure", "batch"],
    async run(on) {
      const steps = [
        { key: "a", do: "retry", n: 1 },
        { key: "a", do: "ack", n: 2 },
        { key: "b", do: "ack", n: 11 },
      ];
      const [a1, a2, b1] = await sendSteps(on, "contract-batch", steps);
      const report = await on.deliver("contract-batch");
      assert.deepEqual(report.acknowledged, [b1]);
      assert.deepEqual([...report.returned].sort(), [a1, a2].sort());
    },
  },
];
