import assert from "node:assert/strict";
import type { IdentityCase } from "../../case.js";
import { contractFunctions } from "../../functions/index.js";
import { refusedWithError, STARTING } from "../refused-with-error.js";
import { strangersWith } from "../strangers.js";
import { UNKNOWN_OPTIONS } from "../unknown-options.js";

/** Which function is asked, and what is none. */
export const identityChoiceCases: readonly IdentityCase[] = [
  {
    name: "a moment that no function takes stops the user, although there is one function, and a developer learns of it",
    deploy: { functions: "identityMessage" },
    async run(on) {
      const text = await on.denied("allow", { on: on.usual });
      assert.doesNotMatch(text, /\bat .+:\d+|\.ts\b/, "the user reads details");
      assert.deepEqual(on.logs.seen, [], "another function was asked");
      await on.logs.telling(/ONEFN_NO_FUNCTION/);
    },
  },
  ...strangersWith(contractFunctions.message).map(
    ({ what, functions, code, needs }): IdentityCase => ({
      name: `${what} are refused with an error, and the user is stopped`,
      needs,
      limit: STARTING,
      // A request to message functions alone is an event that is not one of theirs.
      wires: (_, wire) => functions !== contractFunctions.message || !("requests" in wire),
      run: (on) =>
        refusedWithError(on.wire, functions, code, async (deployment) => {
          const hook = on.asking("allow", on.id, on.usual);
          assert.ok(!(await deployment.send({ on: on.usual, ...hook })).allowed, "it was allowed");
        }),
    }),
  ),
  ...UNKNOWN_OPTIONS.map(
    ({ what, adapt, says }): IdentityCase => ({
      name: `${what} is refused with an error when identity functions are adapted`,
      needs: "refusedOptions",
      limit: STARTING,
      run: (on) =>
        refusedWithError(
          on.wire,
          contractFunctions.identity,
          says,
          async (deployment) => {
            const hook = on.asking("allow", on.id, on.usual);
            assert.ok(!(await deployment.send({ on: on.usual, ...hook })).allowed, "it was allowed");
          },
          adapt,
        ),
    }),
  ),
];
