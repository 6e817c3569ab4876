import assert from "node:assert/strict";
import type { RewriteRequest } from "onefn/simulator";
import type { TaskCase } from "../../case.js";
import { SECRET as CAUSE } from "../../functions/task/index.js";
import { EVENT_SECRET } from "../../functions/verifiers.js";
import type { TaskRun } from "../../run/task-run.js";
import { asWritten, SECRET, withBody, withSecret } from "../rewrites.js";

const checked = { functions: "taskChecked" } as const;

/** How often a handler was called. */
const triesOf = ({ logs, id }: TaskRun) =>
  logs.seen.filter(({ tried, ran }) => tried === id || ran === id).length;

/** One call that must be refused: no handler runs, and the log says so, since nobody else learns of it. */
async function refused(on: TaskRun, rewrite: RewriteRequest, code: string): Promise<void> {
  await on.accepted(on.do("reported-error"), { rewrite });
  await on.logs.line((line) => line.includes(code));
  assert.equal(triesOf(on), 0);
  assert.ok(!on.logs.told.join("\n").includes(SECRET), "the log quotes the request");
}

const requests: readonly TaskCase[] = [
  {
    name: "nobody waits: without the option events, no task runs, and one log line says how to verify a call",
    deploy: { adapt: { events: undefined } },
    async run(on) {
      await refused(on, asWritten, "ONEFN_UNVERIFIED_EVENT");
      assert.match(await on.logs.line((line) => line.includes("ONEFN_UNVERIFIED_EVENT")), /verify/);
    },
  },
  {
    name: "nobody waits: a call with the right secret runs its task, and one with a wrong secret, or none, is in the log",
    deploy: { verify: "secret" },
    async run(on) {
      await refused(on, asWritten, "ONEFN_UNVERIFIED_EVENT");
      await refused(on, withSecret(SECRET), "ONEFN_UNVERIFIED_EVENT");
      assert.ok(!on.logs.told.join("\n").includes(EVENT_SECRET.secret), "the log quotes the secret");
      await on.accepted(on.do("reported-refusal"), { rewrite: withSecret(EVENT_SECRET.secret) });
      assert.equal(triesOf(on), 1);
    },
  },
  {
    name: "nobody waits: a call on another path is in the log",
    deploy: { adapt: { events: { path: "/contract-tasks", verify: "platform" } } },
    async run(on) {
      await refused(on, (written) => ({ ...written, path: "/elsewhere" }), "ONEFN_CALL_REFUSED");
    },
  },
  {
    name: "nobody waits: a body that is not JSON is in the log, which does not quote it",
    run: (on) => refused(on, withBody(`{"secret":"${SECRET}`), "ONEFN_TASK_INPUT_INVALID"),
  },
];

const cases: readonly TaskCase[] = [
  {
    name: "nobody waits: the handler gets the output of the input's schema",
    deploy: checked,
    async run(on) {
      await on.accepted({ id: on.id, items: [{ sku: "tea" }, { sku: "cup", amount: 2 }] });
      assert.deepEqual((await on.logs.report(({ ran }) => ran === on.id)).amounts, [1, 2]);
    },
  },
  {
    name: "nobody waits: a wrong input is in the log, with its place and without its values, and no handler runs",
    deploy: checked,
    async run(on) {
      await on.accepted({ id: on.id, items: [{ sku: [CAUSE] }] });
      assert.match(await on.logs.telling(/ONEFN_TASK_INPUT_INVALID/), /\bitems\.0\.sku\b/);
      assert.ok(!on.logs.told.join("\n").includes(CAUSE), "the log quotes the input");
      assert.equal(triesOf(on), 0);
    },
  },
  {
    name: "nobody waits: a wrong output is in the log, and the call is not repeated",
    deploy: checked,
    async run(on) {
      await on.accepted({ id: on.id, items: [], breaks: true });
      await on.logs.telling(/ONEFN_TASK_OUTPUT_INVALID/);
      assert.equal(triesOf(on), 1);
    },
  },
  {
    name: "nobody waits: a TaskError is in the log with its name and its cause, and the call is not repeated",
    async run(on) {
      await on.accepted(on.do("reported-refusal"));
      assert.match(await on.logs.line((line) => line.includes("Card.Declined")), new RegExp(CAUSE));
      assert.equal(triesOf(on), 1);
    },
  },
  {
    name: "nobody waits: a call whose task fails is repeated, and each failure is in the log",
    async run(on) {
      await on.accepted(on.do("reported-error"));
      assert.ok(triesOf(on) > 1, "it was not repeated");
      const failures = on.logs.lines.filter((line) => line.includes("ONEFN_HANDLER_FAILED"));
      assert.equal(failures.length, triesOf(on));
      assert.match(failures[0] ?? "", new RegExp(CAUSE));
    },
  },
  {
    name: "nobody waits: work given to waitUntil is done",
    needs: "waitUntil",
    async run(on) {
      await on.accepted(on.do("wait-until"));
      await on.logs.report(({ later }) => later === on.id);
    },
  },
];

/** Wires that answer before the task begins. What their callers do not learn is in the log. */
export const unansweredCases: readonly TaskCase[] = [
  ...cases,
  ...requests.map((each) => ({ ...each, requests: true as const })),
].map((each) => ({ ...each, wires: ({ answers }) => answers?.supported === false }));
