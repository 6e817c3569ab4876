import assert from "node:assert/strict";
import type { RewriteRequest, TaskReplyError } from "onefn/simulator";
import type { TaskCase } from "../../case.js";
import type { TaskRun } from "../../run/task-run.js";
import { pathRule, requestRules, type Sending } from "../request-rules.js";
import { holdsNoDetails, SECRET, withBody } from "../rewrites.js";

/** One call that must be refused: no handler runs, and the answer has no secret. */
async function refused(on: TaskRun, status: number, rewrite: RewriteRequest): Promise<TaskReplyError> {
  const error = await on.error(on.do("log"), { rewrite });
  assert.equal(error.status, status);
  holdsNoDetails(error.text);
  assert.ok(!on.logs.lines.some((line) => line.includes(`hello ${on.id}`)), "a handler was called");
  return error;
}

const sending: Sending<TaskRun> = {
  what: "a call",
  refused,
  accepted: (on, rewrite) => on.output({}, { rewrite }),
};

const cases: readonly TaskCase[] = [
  ...requestRules(sending),
  pathRule(sending),
  ...(
    [
      ["a broken body", `{"secret":"${SECRET}`],
      ["a body that is not UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
      ["a text that is not JSON", SECRET],
    ] as const
  ).map(
    ([what, body]): TaskCase => ({
      name: `${what} is the caller's error, which quotes nothing`,
      async run(on) {
        assert.equal((await refused(on, 400, withBody(body))).name, "ONEFN_TASK_INPUT_INVALID");
        await on.logs.line((line) => line.includes("ONEFN_TASK_INPUT_INVALID"));
        assert.ok(!on.logs.told.join("\n").includes(SECRET), "the log quotes the request");
      },
    }),
  ),
  {
    name: "a failure is JSON to everybody, and a problem document by its type to a caller who accepts that",
    async run(on) {
      const accepting = (accept: string) =>
        on.error(on.do("declined"), {
          rewrite: (written) => ({ ...written, headers: { ...written.headers, accept } }),
        });
      for (const accept of ["", "*/*", "application/json", "application/problem+xml"])
        assert.match((await accepting(accept)).text, /"content-type":"application\/json/, accept);
      for (const accept of ["application/problem+json", "application/json, Application/Problem+JSON;q=0.9"])
        assert.match((await accepting(accept)).text, /"content-type":"application\/problem\+json/, accept);
    },
  },
  {
    name: "a body is JSON, whatever type its sender gives it",
    async run(on) {
      for (const type of ["text/plain", "application/octet-stream", "application/x-www-form-urlencoded"]) {
        const rewrite: RewriteRequest = (written) => ({ ...written, headers: { "content-type": type } });
        assert.deepEqual(await on.output({ sku: "tea" }, { rewrite }), { sku: "tea" }, type);
      }
    },
  },
  {
    name: "an empty body is null",
    async run(on) {
      assert.equal(
        await on.output({}, { rewrite: (written) => ({ ...written, headers: {}, body: "" }) }),
        null,
      );
    },
  },
  {
    name: "a byte order mark in front of JSON is left out",
    async run(on) {
      const output = await on.output(
        {},
        { rewrite: withBody(new Uint8Array([0xef, 0xbb, 0xbf, 0x5b, 0x5d])) },
      );
      assert.deepEqual(output, []);
    },
  },
  {
    name: "what is not verified is not read: whatever it holds, it is answered 401",
    deploy: { verify: "secret" },
    async run(on) {
      await refused(on, 401, withBody(`{"secret":"${SECRET}`));
      assert.ok(
        !on.logs.lines.some((line) => line.includes("ONEFN_TASK_INPUT_INVALID")),
        "the body was read",
      );
    },
  },
];

/** Wires whose calls arrive as requests, which anyone on the network can send. */
export const taskRequestCases: readonly TaskCase[] = cases.map((each) => ({ ...each, requests: true }));
