import assert from "node:assert/strict";
import type { IdentityCase } from "../../case.js";
import { REASON } from "../../functions/identity/index.js";

/** What a function decides, and what comes of it. */
export const decisionCases: readonly IdentityCase[] = [
  {
    name: "at each moment, an allow() lets the user go on, and the function of that moment is asked once",
    async run(on) {
      for (const moment of on.wire.moments) {
        const id = `${on.id}${moment}`;
        const { claims, suppressed, attributes } = await on.allowed("allow", { on: moment, id });
        assert.deepEqual([claims, suppressed, attributes], [{}, [], {}]);
        assert.deepEqual(
          on.logs.seen.filter(({ ran }) => ran === id).map((seen) => seen.on),
          [moment],
        );
      }
    },
  },
  {
    name: "at each moment, a deny() stops the user",
    async run(on) {
      for (const moment of on.wire.moments) await on.denied("deny", { on: moment });
    },
  },
  {
    name: "the reason of a denial reaches the user",
    needs: "reasons",
    async run(on) {
      assert.ok((await on.denied("reason")).includes(REASON), "the user does not read the reason");
    },
  },
  {
    name: "the reason of a denial is in the log",
    async run(on) {
      await on.denied("reason");
      await on.logs.telling(new RegExp(REASON));
    },
  },
  {
    name: "claims are added",
    needs: "claims",
    async run(on) {
      const { claims, suppressed } = await on.allowed("claims", { on: claimsAt(on) });
      assert.deepEqual([{ ...claims }, suppressed], [{ tenant: "acme", plan: "gold" }, []]);
    },
  },
  {
    name: "claims that have names of Object's are added, and change no prototype",
    needs: "claims",
    async run(on) {
      const { claims } = await on.allowed("odd", { on: claimsAt(on) });
      assert.equal(JSON.stringify(claims), '{"__proto__":"a","constructor":"b"}');
    },
  },
  {
    name: "a claim that is null is left out of the token",
    needs: ["claims", "suppressedClaims"],
    async run(on) {
      const { claims, suppressed } = await on.allowed("suppress", { on: claimsAt(on) });
      assert.deepEqual([claims, suppressed], [{ tenant: "acme" }, ["phone_number"]]);
    },
  },
  {
    name: "attributes are set",
    needs: "userAttributes",
    async run(on) {
      const { attributesAt } = on.wire;
      assert.ok(attributesAt, "no decision can have attributes");
      assert.deepEqual((await on.allowed("attributes", { on: attributesAt })).attributes, {
        displayName: "Ann",
      });
    },
  },
];

function claimsAt({ wire: { claimsAt } }: Parameters<IdentityCase["run"]>[0]) {
  assert.ok(claimsAt, "no decision can have claims");
  return claimsAt;
}
