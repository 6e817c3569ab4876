import assert from "node:assert/strict";
import type { RecordCase } from "../../case.js";
import type { RecordKit } from "../../kinds/record-kit.js";
import type { RecordRun } from "../../run/record-run.js";
import { withBroken } from "./poison.js";

const PLACE = "contract-outcomes";

/** Records that block the ones after them from a batch handler. */
function badOnes({ batches, broken, misfit }: RecordKit<unknown>) {
  if (!batches) return [];
  return [
    ...(broken ? [{ what: "a broken record", place: "contract-batch", bad: broken }] : []),
    ...(misfit
      ? [{ what: "a record that does not match the schema", place: "contract-schema-batch", bad: misfit }]
      : []),
  ];
}

interface Step {
  readonly key: string;
  readonly do: string;
  readonly n: number;
}

async function sendSteps(on: RecordRun, place: string, steps: readonly Step[]): Promise<readonly string[]> {
  return on.send(place, ...steps.map(({ key, ...order }) => on.record(order, key)));
}

/** The numbers of the records that were started, within two bounds, in order. */
function begun(on: RecordRun, from: number, to: number): unknown[] {
  const numbers = on.logs.seen.map(({ n }) => n as number);
  return numbers.filter((n) => n >= from && n <= to);
}

const keysWait: RecordCase["wires"] = ({ concurrentKeys }) => concurrentKeys?.supported === false;

/** Whether a record that cannot be read is dead at once, so that it holds nothing back. */
const refuses: RecordCase["wires"] = ({ reject }) => reject?.supported !== false;
const keeps: RecordCase["wires"] = (capabilities, wire) => !refuses(capabilities, wire);

/** Records of one key are handled one after another. */
export const orderCases: readonly RecordCase[] = [
  {
    name: "records of one key are handled in order, however long each takes",
    needs: "order",
    async run(on) {
      const steps = Array.from({ length: 4 }, (_, n) => ({ key: "a", do: "wait", n }));
      const ids = await sendSteps(on, PLACE, steps);
      assert.deepEqual((await on.drain(PLACE)).acknowledged, ids);
      const history = on.logs.seen.map(({ n, done }) => (n === undefined ? `${done} ends` : `${n} begins`));
      assert.deepEqual(
        history,
        steps.flatMap(({ n }) => [`${n} begins`, `${n} ends`]),
      );
    },
  },
  ...["error", "retry", "undefined", "returns-text"].map(
    (how): RecordCase => ({
      name: `a record that ends by ${how} holds its key's successors back, and no other key`,
      needs: ["order", "partialFailure", "failsAlone", "batch", "redelivery"],
      async run(on) {
        const steps = [
          { key: "a", do: "nothing", n: 1 },
          { key: "a", do: how, n: 2 },
          { key: "b", do: "nothing", n: 11 },
          { key: "a", do: "nothing", n: 3 },
          { key: "b", do: "nothing", n: 12 },
        ];
        const [a1, a2, b1, a3, b2] = await sendSteps(on, PLACE, steps);
        const report = await on.deliver(PLACE);
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
    name: "a key continues in order where it failed",
    needs: ["order", "attempt", "redelivery"],
    async run(on) {
      const steps = [
        { key: "a", do: "nothing", n: 1 },
        { key: "a", do: "fail-once", n: 2 },
        { key: "a", do: "nothing", n: 3 },
        { key: "a", do: "nothing", n: 4 },
      ];
      const ids = await sendSteps(on, PLACE, steps);
      assert.deepEqual([...(await on.drain(PLACE)).acknowledged].sort(), [...ids].sort());
      // A source that delivers the whole batch again repeats what was done before the failure.
      const again = on.can("batch") && !on.can("partialFailure") ? [1, 2] : [2];
      assert.deepEqual(begun(on, 1, 4), [1, 2, ...again, 3, 4]);
    },
  },
  {
    name: "where a whole delivery comes again, the records behind one that never succeeds are handled at the last attempt",
    async run(on) {
      // Other sources count the deliveries of each record, and give those behind up with the failed one.
      if (on.can("partialFailure")) return;
      const steps = ["error", "nothing", "nothing"].map((each, n) => ({ key: "a", do: each, n }));
      await sendSteps(on, PLACE, steps);
      await on.drain(PLACE);
      assert.deepEqual([...new Set(begun(on, 0, 2))].sort(), [0, 1, 2]);
    },
  },
];

/** Records after a failed one, which some sources, such as shards, deliver again too. */
export const shardCases: readonly RecordCase[] = [
  {
    name: "where other keys wait, records are handled one after another",
    needs: "order",
    wires: keysWait,
    async run(on) {
      const orders = [0, 1, 2].map((n) => on.record({ do: n === 0 ? "wait" : "nothing", n }, `${n}`));
      const ids = await on.send(PLACE, ...orders);
      assert.deepEqual((await on.drain(PLACE)).acknowledged, ids);
      const history = on.logs.seen.map(({ n, done }) => n ?? `${done} ends`);
      assert.deepEqual(history, [0, "0 ends", 1, 2]);
    },
  },
  {
    name: "where other keys wait, nothing that a failure makes the source deliver again is handled after it",
    needs: ["order", "partialFailure", "redelivery"],
    wires: keysWait,
    deploy: { maxAttempts: 2 },
    async run(on) {
      const orders = ["wait", "later-error", "nothing", "wait"].map((each, n) =>
        on.record({ do: each, n }, `${n}`),
      );
      const [done = "", ...again] = await on.send(PLACE, ...orders);
      const { acknowledged, returned } = await on.deliver(PLACE);
      assert.deepEqual([acknowledged, returned], [[done], again]);
      const begun = on.logs.seen.flatMap(({ n }) => n ?? []);
      assert.deepEqual(begun, [0, 1]);
    },
  },
  {
    name: "records after a failed one are handled too, or do not start until they are delivered again in order",
    needs: ["partialFailure", "batch", "redelivery"],
    deploy: { maxAttempts: 2 },
    async run(on) {
      const orders = ["nothing", "error", "nothing", "nothing"].map((each, n) =>
        on.record({ do: each, n }, `${n}`),
      );
      const ids = await on.send("contract-serial", ...orders);
      const [done, failed, ...after] = ids;
      const alone = on.can("failsAlone");
      const report = await on.deliver("contract-serial");
      assert.deepEqual(report.acknowledged, alone ? [done, ...after] : [done]);
      assert.deepEqual(report.returned, alone ? [failed] : [failed, ...after]);
      assert.deepEqual(begun(on, 0, 3), alone ? [0, 1, 2, 3] : [0, 1]);
    },
  },
];

/** Records after one that cannot reach a handler. */
export const brokenOrderCases = (kit: RecordKit<unknown>): readonly RecordCase[] => [
  ...withBroken(kit, (broken) => ({
    name: "a broken record holds its key's successors back until it is dead",
    wires: keeps,
    needs: ["order", "partialFailure", "failsAlone", "batch"],
    async run(on) {
      const [bad, after, other] = await on.send(
        PLACE,
        broken("a"),
        on.record({ do: "nothing", n: 2 }, "a"),
        on.record({ do: "nothing", n: 11 }, "b"),
      );
      const report = await on.deliver(PLACE);
      assert.deepEqual(report.acknowledged, [other]);
      assert.deepEqual([...report.returned, ...report.dead].sort(), [bad, after].sort());
      assert.deepEqual(begun(on, 2, 2), []);
    },
  })),
  ...badOnes(kit).map(
    ({ what, place, bad }): RecordCase => ({
      name: `a batch handler does not get records after ${what} of its key`,
      wires: keeps,
      needs: ["order", "partialFailure", "batch"],
      async run(on) {
        const good = (key: string) => on.record({ do: "ack" }, key);
        const records = [good("a"), bad("a"), good("b"), good("a"), bad("a"), good("b")];
        const [a1, a2, b1, a3, a4, b2] = await on.send(place, ...records);
        const report = await on.deliver(place);
        const [handled, again] = on.can("failsAlone")
          ? [
              [a1, b1, b2],
              [a2, a3, a4],
            ]
          : [[a1], [a2, b1, a3, a4, b2]];
        assert.deepEqual(on.logs.seen[0]?.ids, handled);
        assert.deepEqual(report.acknowledged, handled);
        assert.deepEqual([...report.returned, ...report.dead].sort(), again.sort());
      },
    }),
  ),
  ...withBroken(kit, (broken) => ({
    name: "a broken record that is dead at once holds nothing back",
    wires: refuses,
    needs: ["partialFailure", "failsAlone", "batch"],
    async run(on) {
      const after = on.record({ do: "nothing", n: 2 }, "a");
      const [bad, ...good] = await on.send(
        PLACE,
        broken("a"),
        after,
        on.record({ do: "nothing", n: 11 }, "b"),
      );
      const report = await on.deliver(PLACE);
      assert.deepEqual([report.dead, report.returned], [[bad], []]);
      assert.deepEqual([...report.acknowledged].sort(), good.sort());
    },
  })),
  ...badOnes(kit).map(
    ({ what, place, bad }): RecordCase => ({
      name: `a batch handler gets the records after ${what} of its key that is dead at once`,
      wires: refuses,
      needs: ["partialFailure", "failsAlone", "batch"],
      async run(on) {
        const good = (key: string) => on.record({ do: "ack" }, key);
        const [a1, a2, a3] = await on.send(place, good("a"), bad("a"), good("a"));
        const report = await on.deliver(place);
        const handled = (on.logs.seen[0]?.ids ?? []) as readonly string[];
        assert.deepEqual([...handled].sort(), [a1, a3].sort());
        assert.deepEqual([...report.acknowledged].sort(), [a1, a3].sort());
        assert.deepEqual([report.dead, report.returned], [[a2], []]);
      },
    }),
  ),
];

/** Records after a failure of a batch handler. */
export const batchOrderCases: readonly RecordCase[] = [
  {
    name: "a batch handler's failure holds its key's successors back",
    needs: ["order", "partialFailure", "batch", "redelivery"],
    async run(on) {
      const steps = [
        { key: "a", do: "retry", n: 1 },
        { key: "a", do: "ack", n: 2 },
        { key: "b", do: "ack", n: 11 },
      ];
      const [a1, a2, b1] = await sendSteps(on, "contract-batch", steps);
      const report = await on.deliver("contract-batch");
      const done = on.can("failsAlone") ? [b1] : [];
      assert.deepEqual(report.acknowledged, done);
      assert.deepEqual([...report.returned].sort(), [a1, a2, b1].filter((id) => !done.includes(id)).sort());
    },
  },
];
