import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { SECRET } from "../../functions/http/failures.js";
import type { HttpRun } from "../../run/http-run.js";
import { tellsNothing } from "./tells-nothing.js";

async function isPlain500(on: HttpRun, path: string): Promise<void> {
  const response = await on.send(path);
  assert.equal(response.status, 500);
  assert.equal(await tellsNothing(response, SECRET), "Internal Server Error");
}

/** What a middleware that returns nothing does, by the name in the path. */
const QUIET: Readonly<Record<string, string>> = {
  waits: "waits for next()",
  floats: "calls next() and does not wait",
  swallows: "swallows what next() throws",
};

/** Middleware that returns nothing has not answered. */
export const middlewareCases: readonly HttpCase[] = [
  ...Object.entries(QUIET).map(
    ([how, what]): HttpCase => ({
      name: `a middleware that ${what} and returns nothing leaves the answer to its handler`,
      async run(on) {
        const answered = await on.send(`/quiet-middleware/${how}/answers`);
        assert.deepEqual([answered.status, await answered.text()], [200, "by the handler"]);
        const refused = await on.send(`/quiet-middleware/${how}/refuses`);
        assert.deepEqual([refused.status, await refused.text()], [404, "No such order"]);
        await isPlain500(on, `/quiet-middleware/${how}/throws`);
        await isPlain500(on, `/quiet-middleware/${how}/rejects`);
        await on.logs.line((line) => line.includes("ONEFN_HANDLER_FAILED") && line.includes(SECRET));
      },
    }),
  ),
  {
    name: "a middleware that never calls next() and returns nothing is a plain 500, and is named in the log",
    async run(on) {
      await isPlain500(on, "/quiet-middleware/skips/answers");
      await on.logs.line((line) => line.includes("ONEFN_NO_RESPONSE") && line.includes("middleware 1 of 2"));
    },
  },
  {
    name: "a middleware that calls next() twice is a plain 500, and is named in the log",
    async run(on) {
      await isPlain500(on, "/quiet-middleware/twice/answers");
      await on.logs.line((line) => line.includes("ONEFN_NEXT_TWICE") && line.includes("middleware 1 of 2"));
    },
  },
  {
    name: "an error thrown after a middleware has answered kills nothing",
    async run(on) {
      for (const what of ["throws", "rejects"]) {
        const response = await on.send(`/quiet-middleware/answers/${what}`);
        assert.deepEqual([response.status, await response.text()], [202, "by itself"]);
      }
      assert.equal((await on.send("/quiet-middleware/waits/answers")).status, 200);
    },
  },
];
