import assert from "node:assert/strict";
import type { RewriteRequest } from "onefn/simulator";
import type { IdentityCase } from "../../case.js";
import { EVENT_SECRET } from "../../functions/verifiers.js";
import type { IdentityRun } from "../../run/identity-run.js";
import { asWritten, holdsNoDetails, SECRET, TOO_MANY, withBody, withSecret } from "../rewrites.js";

/** The user is stopped: no handler runs, and the answer has no secret. */
async function refused(on: IdentityRun, rewrite: RewriteRequest): Promise<void> {
  const reply = await on.ask("allow", { rewrite });
  assert.ok(!reply.allowed, "it was allowed");
  holdsNoDetails(reply.text);
  assert.ok(!on.logs.seen.some(({ ran }) => ran === on.id), "a handler was called");
}

const cases: readonly IdentityCase[] = [
  {
    name: "without the option events, everybody is stopped, and one log line says how to verify a request",
    deploy: { adapt: { events: undefined } },
    async run(on) {
      await refused(on, asWritten);
      assert.match(await on.logs.line((line) => line.includes("ONEFN_UNVERIFIED_EVENT")), /verify/);
    },
  },
  {
    name: "a request with the right secret is answered, and one with a wrong secret, or none, stops the user",
    deploy: { verify: "secret" },
    async run(on) {
      await refused(on, asWritten);
      await refused(on, withSecret(SECRET));
      assert.ok(!on.logs.told.join("\n").includes(EVENT_SECRET.secret), "the log quotes the secret");
      await on.allowed("allow", { rewrite: withSecret(EVENT_SECRET.secret) });
    },
  },
  {
    name: "a verify that throws stops the user",
    deploy: { verify: "throws" },
    run: (on) => refused(on, asWritten),
  },
  {
    name: "a request of too many bytes stops the user",
    run: (on) => refused(on, withBody(" ".repeat(TOO_MANY))),
  },
  {
    name: "a body that is not the provider's stops the user, and the log quotes nothing of it",
    async run(on) {
      for (const body of [`{"secret":"${SECRET}`, SECRET, "", "null", `{"data":{"jwt":"${SECRET}"}}`])
        await refused(on, withBody(body));
      await on.logs.line((line) => line.includes("ONEFN_UNKNOWN_EVENT"));
      assert.ok(!on.logs.told.join("\n").includes(SECRET), "the log quotes the request");
    },
  },
];

/** Wires whose hooks arrive as requests, which anyone on the network can send. */
export const identityRequestCases: readonly IdentityCase[] = cases.map((each) => ({
  ...each,
  requests: true,
}));
