import assert from "node:assert/strict";
import type { TaskCase } from "../../case.js";
import { SECRET } from "../../functions/task/index.js";

const deploy = { functions: "taskChecked" } as const;

/** Both sides of a task are checked. */
export const schemaCases: readonly TaskCase[] = [
  {
    name: "the handler gets the output of the input's schema, and the caller that of the output's, including defaults",
    deploy,
    async run(on) {
      const output = await on.output({ id: on.id, items: [{ sku: "tea" }, { sku: "cup", amount: 2 }] });
      assert.deepEqual(output, { total: 3, currency: "EUR" });
      assert.deepEqual((await on.logs.report(({ ran }) => ran === on.id)).amounts, [1, 2]);
    },
  },
  {
    name: "a wrong input is the caller's error, with its place and without its values, and no handler runs",
    deploy,
    async run(on) {
      const { name, message, text } = await on.error({
        id: on.id,
        items: [{ sku: "tea" }, { sku: [SECRET] }],
      });
      assert.equal(name, "ONEFN_TASK_INPUT_INVALID");
      assert.match(message ?? "", /\bitems\.1\.sku\b/);
      assert.ok(!text.includes(SECRET), "the answer quotes the input");
      await on.logs.telling(/ONEFN_TASK_INPUT_INVALID/);
      const told = on.logs.told.join("\n");
      assert.ok(!told.includes(SECRET), "the log quotes the input");
      assert.deepEqual(on.logs.seen, [], "the handler ran");
    },
  },
  {
    name: "a wrong output is the function's error, with its place and without its values",
    deploy,
    async run(on) {
      const { name, text } = await on.error({ id: on.id, items: [], breaks: true });
      assert.equal(name, "ONEFN_TASK_OUTPUT_INVALID");
      assert.ok(!text.includes(SECRET), "the answer quotes the output");
      assert.match(await on.logs.telling(/ONEFN_TASK_OUTPUT_INVALID/), /\btotal\b/);
      assert.ok(!on.logs.told.join("\n").includes(SECRET), "the log quotes the output");
    },
  },
  {
    name: "a task whose caller was wrong once answers the next call",
    deploy,
    async run(on) {
      await on.error({ id: 1 });
      assert.deepEqual(await on.output({ id: on.id, items: [] }), { total: 0, currency: "EUR" });
    },
  },
];
