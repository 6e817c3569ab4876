import assert from "node:assert/strict";
import type { TransformCase } from "../../case.js";
import type { SeenRecord } from "../../functions/transform/index.js";
import { jsonOf, type TransformRun } from "../../run/transform-run.js";

const short = { timeout: 600, adapt: { margin: 450 } } as const;

/** What a handler sees of one record. */
async function seenBy(on: TransformRun, key?: string): Promise<SeenRecord> {
  await on.send([{ record: on.do("seen"), ...(key !== undefined && { key }) }]);
  return (await on.logs.report(({ seen }) => seen === on.id)) as unknown as SeenRecord;
}

/** The record and the context that a handler gets, its deadline, and the work after its answer. */
export const lifetimeCases: readonly TransformCase[] = [
  {
    name: "a handler sees an event and where it runs, also in copies",
    async run(on) {
      const seen = await seenBy(on);
      assert.equal(seen.specversion, "1.0");
      for (const text of [seen.recordId, seen.source, seen.type]) assert.ok(text.length > 0);
      assert.ok(seen.requestId.length >= 8);
      assert.notEqual(seen.functionName, "anonymous");
      for (const missing of seen.missing)
        for (const [copy, names] of Object.entries(missing)) assert.deepEqual(names, [], copy);
    },
  },
  {
    name: "a record has the time when it arrived",
    needs: "recordTime",
    async run(on) {
      const { time } = await seenBy(on);
      assert.ok(Math.abs(Date.parse(String(time)) - Date.now()) < 60_000, `${time}`);
    },
  },
  {
    name: "a record has the key by which its source orders or groups",
    needs: "key",
    async run(on) {
      assert.equal((await seenBy(on, "visitor-1")).key, "visitor-1");
    },
  },
  {
    name: "the records of a call have ids of their own",
    async run(on) {
      await on.results([on.do("seen"), on.do("seen"), on.do("seen")]);
      const ids = on.logs.seen.filter(({ seen }) => seen === on.id).map(({ recordId }) => recordId);
      assert.deepEqual([ids.length, new Set(ids).size], [3, 3]);
    },
  },
  {
    name: "a deadline is known before it is near",
    needs: "deadline",
    async run(on) {
      assert.equal((await seenBy(on)).hasDeadline, true);
    },
  },
  {
    name: "the signal fires ahead of the deadline",
    needs: "deadline",
    deploy: short,
    async run(on) {
      const { results } = await on.call([on.do("deadline")]);
      assert.deepEqual(
        results.map(({ type }) => type),
        ["failed"],
      );
      const seen = await on.logs.report(({ deadline }) => deadline === on.id);
      assert.equal(seen.aborted, true);
      assert.ok((seen.before as number) <= 150, `${seen.before} ms were left`);
    },
  },
  {
    name: "at the deadline the whole call fails, since records without an answer would be lost",
    needs: "deadline",
    deploy: short,
    async run(on) {
      const { results, error } = await on.call([{ a: 1 }, on.do("hang"), { a: 2 }]);
      assert.match(String(error), /ONEFN_DEADLINE|deadline/);
      assert.ok(results.every(({ type }) => type === "failed"));
      await on.logs.telling(/ONEFN_DEADLINE/);
    },
  },
  {
    name: "work given to waitUntil is done",
    needs: "waitUntil",
    async run(on) {
      assert.deepEqual(await on.json(on.do("wait-until")), { answered: on.id });
      await on.logs.report(({ later }) => later === on.id);
    },
  },
  {
    name: "no more records are handled at the same time than the function allows",
    async run(on) {
      const results = await on.results(
        Array.from({ length: 7 }, (_, n) => n),
        { from: "contract-narrow" },
      );
      const values = results.map((each) => jsonOf(on.done(each).value) as Readonly<Record<string, number>>);
      assert.deepEqual(
        values.map(({ data }) => data),
        [0, 1, 2, 3, 4, 5, 6],
      );
      assert.equal(Math.max(...values.map(({ together = 0 }) => together)), 2);
    },
  },
  {
    name: "a middleware runs around each record, and can replace its value",
    async run(on) {
      assert.deepEqual(await on.json({ a: 1 }, { from: "contract-middleware" }), { within: { a: 1 } });
    },
  },
];
