import assert from "node:assert/strict";
import type { RewriteRequest, TaskReplyError } from "onefn/simulator";
import type { TaskCase } from "../../case.js";
import { EVENT_SECRET } from "../../functions/verifiers.js";
import type { TaskRun } from "../../run/task-run.js";
import { asWritten, holdsNoDetails, SECRET, TOO_MANY, withBody, withSecret } from "../rewrites.js";

/** One call that must be refused: no handler runs, and the answer has no secret. */
async function refused(on: TaskRun, status: number, rewrite: RewriteRequest): Promise<TaskReplyError> {
  const error = await on.error(on.do("log"), { rewrite });
  assert.equal(error.status, status);
  holdsNoDetails(error.text);
  assert.ok(!on.logs.lines.some((line) => line.includes(`hello ${on.id}`)), "a handler was called");
  return error;
}

const cases: readonly TaskCase[] = [
  {
    name: "without the option events, a call is answered 401, and one log line says how to verify it",
    deploy: { adapt: { events: undefined } },
    async run(on) {
      await refused(on, 401, asWritten);
      assert.match(await on.logs.line((line) => line.includes("ONEFN_UNVERIFIED_EVENT")), /verify/);
    },
  },
  {
    name: "a call with the right secret is answered, and one with a wrong secret, or none, is answered 401",
    deploy: { verify: "secret" },
    async run(on) {
      await refused(on, 401, asWritten);
      await refused(on, 401, withSecret(SECRET));
      await refused(on, 401, withSecret(`${EVENT_SECRET.secret}x`));
      await on.logs.line((line) => line.includes("ONEFN_UNVERIFIED_EVENT"));
      assert.ok(!on.logs.told.join("\n").includes(EVENT_SECRET.secret), "the log quotes the secret");
      await on.output({}, { rewrite: withSecret(EVENT_SECRET.secret) });
    },
  },
  ...(["throws", "rejects", "truthy"] as const).map(
    (verify): TaskCase => ({
      name: `a verify that is not true refuses a call: it ${verify === "truthy" ? "returns a text" : verify}`,
      deploy: { verify },
      async run(on) {
        await refused(on, 401, asWritten);
        await on.logs.line((line) => line.includes("ONEFN_UNVERIFIED_EVENT"));
      },
    }),
  ),
  {
    name: "a call is answered on the path of the option events, and with 404 on another one",
    deploy: { adapt: { events: { path: "/contract-tasks", verify: "platform" } } },
    async run(on) {
      for (const path of ["/", "/_tasks", "/contract-tasks/more", "/contract-tasksmore"])
        await refused(on, 404, (written) => ({ ...written, path }));
      assert.deepEqual(await on.output({ a: 1 }), { a: 1 });
    },
  },
  ...[false, true].map(
    (chunked): TaskCase => ({
      name: `a call of too many bytes is answered 413, ${chunked ? "sent in chunks" : "by its length"}`,
      async run(on) {
        await refused(on, 413, (written) => ({ ...withBody(" ".repeat(TOO_MANY))(written), chunked }));
      },
    }),
  ),
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
