import assert from "node:assert/strict";
import type { Capabilities } from "onefn/provider";
import type { RewriteRequest } from "onefn/simulator";
import type { TransformCase } from "../../case.js";
import type { TransformRun } from "../../run/transform-run.js";
import { requestRules } from "../request-rules.js";
import { holdsNoDetails, SECRET, withBody } from "../rewrites.js";

/** One call that must be refused: no handler runs, and the answer has no secret. */
async function refused(on: TransformRun, status: number, rewrite: RewriteRequest): Promise<void> {
  const reply = await on.call([on.do("seen")], { rewrite });
  assert.equal(reply.status, status);
  holdsNoDetails(String(reply.error));
  assert.ok(!on.logs.seen.some(({ seen }) => seen === on.id), "a handler was called");
}

const failsTogether = ({ recordFailures }: Capabilities) => recordFailures?.supported === false;

const cases: readonly TransformCase[] = [
  ...requestRules<TransformRun>({
    what: "a call",
    refused,
    accepted: async (on, rewrite) => assert.deepEqual(await on.json({ a: 1 }, { rewrite }), { a: 1 }),
  }),
  {
    name: "a body that is not the source's fails without a handler, and the log quotes nothing of it",
    async run(on) {
      for (const body of [`{"secret":"${SECRET}`, SECRET, "", "null", `{"calls":"${SECRET}"}`])
        await refused(on, 500, withBody(body));
      await on.logs.line((line) => line.includes("ONEFN_UNKNOWN_EVENT"));
      assert.ok(!on.logs.told.join("\n").includes(SECRET), "the log quotes the request");
    },
  },
  {
    name: "the caller reads no details of a failure that nobody expected",
    wires: failsTogether,
    async run(on) {
      const { error, status } = await on.call([on.do("error")]);
      assert.equal(status, 500);
      assert.doesNotMatch(String(error), /secret-of|\bat .+:\d+|\.ts\b|Error:/);
    },
  },
  {
    name: "a record that no repetition would make right is answered by a 4xx with its code",
    wires: failsTogether,
    async run(on) {
      const { error, status } = await on.call([{ sku: 1 }], { from: "contract-schema" });
      assert.equal(status, 400);
      assert.match(String(error), /ONEFN_MESSAGE_INVALID/);
      assert.equal((await on.call([on.do("nothing")])).status, 422);
    },
  },
  {
    name: "a TaskError reaches the caller with its name and its message, and without its cause",
    wires: failsTogether,
    async run(on) {
      const { error, status } = await on.call([on.do("declined")]);
      assert.deepEqual([status, error], [422, "NoSuchCity: There is no such city."]);
    },
  },
  ...(
    [
      ["error", /^record 2 of 2 failed\. The log says why\.$/],
      ["declined", /^NoSuchCity: There is no such city\.$/],
      ["nothing", /^ONEFN_OUTCOME_INVALID: record 2 of 2 /],
      ["map", /^ONEFN_VALUE_INVALID: record 2 of 2 /],
    ] as const
  ).map(
    ([how, told]): TransformCase => ({
      name: `the caller reads of one record why it failed, and no details of what nobody expected: ${how}`,
      wires: (capabilities) => !failsTogether(capabilities),
      async run(on) {
        const { results, status } = await on.call([{ a: 1 }, on.do(how)]);
        assert.equal(status, 200);
        assert.match(String((results[1] as { readonly told?: string }).told), told);
      },
    }),
  ),
];

/** Wires whose records arrive as requests, which anyone on the network can send. */
export const requestCases: readonly TransformCase[] = cases.map((each) => ({ ...each, requests: true }));
