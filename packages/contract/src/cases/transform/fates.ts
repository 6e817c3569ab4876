import assert from "node:assert/strict";
import type { TransformCase } from "../../case.js";
import { FAILURE_NAMES, SECRET } from "../../functions/transform/index.js";
import { jsonOf, type TransformRun } from "../../run/transform-run.js";

/** Two records that are transformed, and between them one that fails. */
async function failsAlone(on: TransformRun, record: unknown, from: string, good: unknown): Promise<void> {
  const results = await on.results([good, record, good], { from });
  assert.deepEqual(
    results.map(({ type }) => type),
    ["done", "failed", "done"],
  );
}

/** What becomes of each record. */
export const fateCases: readonly TransformCase[] = [
  {
    name: "every record is answered once and in order, however long each takes",
    async run(on) {
      const all = Array.from({ length: 60 }, (_, n) => n);
      const results = await on.results(all.map((n) => on.do("wait", { n, ms: (n * 7) % 5 })));
      assert.deepEqual(
        results.map((each) => jsonOf(on.done(each).value)),
        all.map((n) => ({ n })),
      );
    },
  },
  {
    name: "a call without records is answered with none",
    async run(on) {
      assert.deepEqual(await on.results([]), []);
    },
  },
  {
    name: "records with the same content are told apart",
    async run(on) {
      const results = await on.results([{ a: 1 }, { a: 1 }]);
      assert.deepEqual(
        results.map(({ type }) => type),
        ["done", "done"],
      );
    },
  },
  ...["drop", "later-drop"].map(
    (how): TransformCase => ({
      name: `a dropped record is left out, and the others are passed on: ${how}`,
      needs: "drops",
      async run(on) {
        const results = await on.results([{ a: 1 }, on.do(how), { a: 2 }]);
        assert.deepEqual(
          results.map(({ type }) => type),
          ["done", "dropped", "done"],
        );
      },
    }),
  ),
  {
    name: "a dropped record fails nothing",
    async run(on) {
      const results = await on.results([{ a: 1 }, on.do("drop"), { a: 2 }]);
      assert.ok(results.every(({ type }) => type !== "failed"));
      assert.doesNotMatch(on.logs.told.join("\n"), /ONEFN_/);
    },
  },
  ...["nothing", "later-nothing", "ack", "retry"].map(
    (how): TransformCase => ({
      name: `a handler that returns no value fails its record, and is logged: ${how}`,
      async run(on) {
        const { results } = await on.call([on.do(how)]);
        assert.deepEqual(
          results.map(({ type }) => type),
          ["failed"],
        );
        assert.match(await on.logs.telling(/ONEFN_OUTCOME_INVALID/), /drop\(\)/);
      },
    }),
  ),
  ...FAILURE_NAMES.map(
    (how): TransformCase => ({
      name: `a handler that ends by ${how} fails its record alone, and the next call is answered`,
      needs: "recordFailures",
      async run(on) {
        await failsAlone(on, on.do(how), "contract-json", { a: 1 });
        await on.logs.line((line) => line.includes("ONEFN_HANDLER_FAILED"));
        assert.deepEqual(await on.json({ next: on.id }), { next: on.id });
      },
    }),
  ),
  ...FAILURE_NAMES.map(
    (how): TransformCase => ({
      name: `a handler that ends by ${how} passes nothing on, and the next call is answered`,
      async run(on) {
        const { results } = await on.call([on.do(how)]);
        assert.deepEqual(
          results.map(({ type }) => type),
          ["failed"],
        );
        assert.deepEqual(await on.json({ next: on.id }), { next: on.id });
      },
    }),
  ),
  {
    name: "an error that nobody expected is told with its message and its stack",
    async run(on) {
      await on.call([on.do("error")]);
      assert.match(await on.logs.telling(new RegExp(SECRET)), /\bat .+:\d+/);
    },
  },
];

const BROKEN = "secret-of-the-record";

/** Records that reach no handler. */
const POISONS: readonly (readonly [what: string, from: string, record: unknown, code: RegExp])[] = [
  ["lacks a required member", "contract-schema", { other: BROKEN }, /ONEFN_MESSAGE_INVALID/],
  ["has a member of the wrong type", "contract-schema", { sku: 1, other: BROKEN }, /ONEFN_MESSAGE_INVALID/],
  ["is null", "contract-schema", null, /ONEFN_MESSAGE_INVALID/],
  ["fails an asynchronous schema", "contract-async-schema", { sku: "unknown" }, /ONEFN_MESSAGE_INVALID/],
  ["is not JSON", "contract-json", `{"${BROKEN}`, /ONEFN_MESSAGE_UNDECODABLE/],
];

/** Records that cannot be read, or do not match the schema. */
export const poisonCases: readonly TransformCase[] = [
  {
    name: "a handler gets what its schema makes of a record, including defaults",
    async run(on) {
      const from = "contract-schema";
      assert.deepEqual(await on.json({ sku: "tea", more: 1 }, { from }), { sku: "tea", amount: 1 });
    },
  },
  ...POISONS.flatMap(([what, from, record, code]): TransformCase[] => [
    {
      name: `a record that ${what} fails with ${code.source}, and the log quotes nothing of it`,
      async run(on) {
        const { results } = await on.call([record], { from });
        assert.deepEqual(
          results.map(({ type }) => type),
          ["failed"],
        );
        await on.logs.telling(code);
        assert.ok(!on.logs.told.join("\n").includes(BROKEN), "the log quotes the record");
      },
    },
    {
      name: `a record that ${what} fails alone`,
      needs: "recordFailures",
      run: (on) => failsAlone(on, record, from, { sku: "good" }),
    },
  ]),
];
