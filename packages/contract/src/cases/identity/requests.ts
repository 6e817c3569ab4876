import assert from "node:assert/strict";
import type { RewriteRequest } from "onefn/simulator";
import type { IdentityCase } from "../../case.js";
import type { IdentityRun } from "../../run/identity-run.js";
import { pathRule, requestRules, type Sending } from "../request-rules.js";
import { holdsNoDetails, SECRET, withBody } from "../rewrites.js";

/** The user is stopped: no handler runs, and the answer has no secret. */
async function refused(on: IdentityRun, rewrite: RewriteRequest): Promise<void> {
  const reply = await on.ask("allow", { rewrite });
  assert.ok(!reply.allowed, "it was allowed");
  holdsNoDetails(reply.text);
  assert.ok(!on.logs.seen.some(({ ran }) => ran === on.id), "a handler was called");
}

const sending: Sending<IdentityRun> = {
  what: "a hook",
  refused: (on, _, rewrite) => refused(on, rewrite),
  accepted: (on, rewrite) => on.allowed("allow", { rewrite }),
  triesOf: ({ wire }) => wire.tries ?? 1,
};

const cases: readonly IdentityCase[] = [
  ...requestRules(sending),
  pathRule(sending),
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
