import assert from "node:assert/strict";
import type { TaskCase } from "../../case.js";
import { SECRET } from "../../functions/http/failures.js";
import { contractFunctions } from "../../functions/index.js";
import { refusedWithError, STARTING } from "../refused-with-error.js";
import { strangersWith } from "../strangers.js";
import { UNKNOWN_OPTIONS } from "../unknown-options.js";

const several = { functions: "taskSeveral" } as const;

/** Which task a call is for. */
export const namedCases: readonly TaskCase[] = [
  {
    name: "one of several tasks is called by its name, which may be that in the record",
    needs: "severalTasks",
    deploy: several,
    async run(on) {
      assert.equal(await on.output({}, { name: "contract-first" }), "first");
      assert.equal(await on.output({}, { name: "contract-second" }), "second");
    },
  },
  {
    name: "a call without the name of one of several tasks fails",
    deploy: several,
    async run(on) {
      await on.error({});
    },
  },
  {
    name: "a call by a name that no task has fails",
    deploy: several,
    async run(on) {
      for (const name of ["contract-third", "first", "__proto__", "constructor"])
        await on.error({}, { name });
    },
  },
];

/** What is no task, and no option. */
export const refusedCases: readonly TaskCase[] = [
  ...strangersWith(contractFunctions.message).map(
    ({ what, functions, code }): TaskCase => ({
      name: `${what} are refused with an error, and the caller reads no details`,
      needs: "refusals",
      limit: STARTING,
      // A request to message functions alone is an event that is not one of theirs.
      wires: (_, wire) => functions !== contractFunctions.message || !("requests" in wire),
      run: ({ wire }) =>
        refusedWithError(wire, functions, orUnknown(code), async (deployment) => {
          const { error, accepted } = await deployment.send({ secret: SECRET });
          assert.ok(accepted ?? error, "the call succeeded");
          assert.ok(!error?.text.includes(SECRET), "the answer quotes the input");
        }),
    }),
  ),
  ...UNKNOWN_OPTIONS.map(
    ({ what, adapt, says }): TaskCase => ({
      name: `${what} is refused with an error when tasks are adapted`,
      needs: "refusedOptions",
      limit: STARTING,
      run: ({ wire }) =>
        refusedWithError(
          wire,
          contractFunctions.task,
          says,
          async (deployment) => {
            const { error, accepted } = await deployment.send({});
            assert.ok(accepted ?? error, "the call succeeded");
          },
          adapt,
        ),
    }),
  ),
];

/** A payload has no shape of its own: where no function is a task, it may be an unknown event. */
function orUnknown(code: RegExp): RegExp {
  return new RegExp(`${code.source}|ONEFN_UNKNOWN_EVENT`);
}
