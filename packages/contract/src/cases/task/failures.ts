import assert from "node:assert/strict";
import type { TaskCase } from "../../case.js";
import { SECRET } from "../../functions/task/index.js";

const UNEXPECTED = ["error", "later-error", "string", "undefined", "hostile"] as const;

/** Tasks that fail, on purpose and otherwise. */
export const taskFailureCases: readonly TaskCase[] = [
  {
    name: "a TaskError reaches the caller by its name, with its message and without its cause",
    async run(on) {
      const { name, message, text } = await on.error(on.do("declined"));
      assert.deepEqual([name, message], ["Card.Declined", "The card was declined."]);
      assert.ok(!text.includes(SECRET), "the answer has the cause");
    },
  },
  {
    name: "the data of a TaskError reaches the caller",
    needs: "errorData",
    async run(on) {
      assert.deepEqual((await on.error(on.do("declined"))).data, { retry: false, codes: [51] });
    },
  },
  {
    name: "data of a TaskError that JSON cannot write is the function's error",
    needs: "errorData",
    async run(on) {
      assert.equal((await on.error(on.do("error-data"))).name, "ONEFN_TASK_OUTPUT_INVALID");
    },
  },
  {
    name: "a TaskError cannot have the name of an engine's own error, which callers repeat, and the log says so",
    async run(on) {
      assert.notEqual((await on.error(on.do("named-as-engine"))).name, "Lambda.ServiceException");
      await on.logs.telling(/TaskError: a name/);
    },
  },
  {
    name: "the cause of a TaskError is in the log",
    async run(on) {
      await on.error(on.do("declined"));
      await on.logs.telling(new RegExp(SECRET));
    },
  },
  ...UNEXPECTED.map(
    (how): TaskCase => ({
      name: `a handler that ends by ${how} fails its call, and the next one is answered`,
      async run(on) {
        const { name } = await on.error(on.do(how));
        assert.doesNotMatch(name ?? "", /ONEFN_TASK_/);
        assert.deepEqual(await on.output({ next: on.id }), { next: on.id });
      },
    }),
  ),
  ...UNEXPECTED.map(
    (how): TaskCase => ({
      name: `the caller reads no details of a failure that nobody expected, and the log has a code: ${how}`,
      needs: "hiddenErrors",
      async run(on) {
        const { name, status, text } = await on.error(on.do(how));
        assert.equal(name, undefined);
        if (on.wire.requests) assert.equal(status, 500);
        assert.ok(!text.includes(SECRET), "the answer has the error");
        assert.doesNotMatch(text, /ONEFN_|\bat .+:\d+|\.ts\b|Error:/, "the answer holds details");
        await on.logs.line((line) => line.includes("ONEFN_HANDLER_FAILED"));
      },
    }),
  ),
  {
    name: "an error that nobody expected is told with its message and its stack",
    async run(on) {
      await on.error(on.do("error"));
      assert.match(await on.logs.telling(new RegExp(SECRET)), /\bat .+:\d+/);
    },
  },
];
