import assert from "node:assert/strict";
import type { IdentityCase } from "../../case.js";
import { type Behaviour, SECRET } from "../../functions/identity/index.js";
import type { IdentityRun } from "../../run/identity-run.js";

const UNEXPECTED = ["error", "later-error", "string", "undefined", "hostile"] as const;

/** Denied at every moment, and the user reads nothing of why. */
async function refused(on: IdentityRun, what: Behaviour, code: string, moments = on.wire.moments) {
  for (const moment of moments) {
    const text = await on.denied(what, { on: moment });
    assert.ok(!text.includes(SECRET), "the user reads the error");
    assert.doesNotMatch(text, /ONEFN_|\bat .+:\d+|\.ts\b|allow\(/, "the user reads details");
  }
  await on.logs.line((line) => line.includes(code));
}

/** The moments at which no decision can have claims. */
function withoutClaims({ moments, claimsAt }: IdentityRun["wire"]) {
  return moments.filter((moment) => moment !== claimsAt);
}

/** Whatever goes wrong denies. */
export const refusalCases: readonly IdentityCase[] = [
  ...(["nothing", "true", "lookalike"] as const).map(
    (what): IdentityCase => ({
      name: `at each moment, a handler that returns ${what === "lookalike" ? "what only looks like an allow()" : what} stops the user, and the log says why`,
      run: (on) => refused(on, what, "ONEFN_DECISION_INVALID"),
    }),
  ),
  ...UNEXPECTED.map(
    (how): IdentityCase => ({
      name: `at each moment, a handler that ends by ${how} stops the user, who reads no details, and the next one is asked about`,
      async run(on) {
        await refused(on, how, "ONEFN_HANDLER_FAILED");
        await on.allowed("allow");
      },
    }),
  ),
  {
    name: "an error that nobody expected is told with its message and its stack",
    async run(on) {
      await on.denied("error");
      assert.match(await on.logs.telling(new RegExp(SECRET)), /\bat .+:\d+/);
    },
  },
  {
    name: "a claim that JSON would lose stops the user, and the log says why",
    run: (on) => refused(on, "bytes", "ONEFN_DECISION_INVALID"),
  },
  {
    name: "an answer in the provider's words that JSON would lose stops the user, and the log says why",
    run: (on) => refused(on, "platform-bytes", "ONEFN_DECISION_INVALID"),
  },
  {
    name: "claims that a moment has no place for stop the user, and the log says why",
    wires: (_, wire) => withoutClaims(wire as IdentityRun["wire"]).length > 0,
    run: (on) => refused(on, "claims", "ONEFN_DECISION_INVALID", withoutClaims(on.wire).slice(0, 1)),
  },
  {
    name: "attributes that a moment has no place for stop the user, and the log says why",
    wires: (_, wire) => (wire as IdentityRun["wire"]).attributesAt === undefined,
    run: (on) => refused(on, "attributes", "ONEFN_DECISION_INVALID"),
  },
  {
    name: "an attribute of another type than the provider takes stops the user, and the log says why",
    wires: (_, wire) => (wire as IdentityRun["wire"]).attributesAt !== undefined,
    run: (on) =>
      refused(on, "attribute-object", "ONEFN_DECISION_INVALID", [on.wire.attributesAt ?? on.usual]),
  },
  {
    name: "an answer for another platform's hook stops the user, and the log says why",
    run: (on) => refused(on, "elsewhere", "ONEFN_DECISION_INVALID"),
  },
];
