import assert from "node:assert/strict";
import type { MessageCase } from "../../case.js";
import { contractFunctions } from "../../functions/index.js";
import { refusedAloud, STARTING } from "../refused-aloud.js";
import { UNKNOWN_OPTIONS } from "../unknown-options.js";

/** Options with which nothing may start. */
export const unknownOptionCases: readonly MessageCase[] = UNKNOWN_OPTIONS.map(
  ({ what, adapt, says }): MessageCase => ({
    name: `${what} is refused aloud where functions are adapted, and nothing is acknowledged`,
    needs: "refusals",
    limit: STARTING,
    run: ({ wire }) =>
      refusedAloud(
        wire,
        contractFunctions.message,
        says,
        async (deployment) => {
          await deployment.send("contract-json", [{ body: "{}" }]);
          const { acknowledged } = await deployment.deliver("contract-json");
          assert.deepEqual(acknowledged, []);
        },
        adapt,
      ),
  }),
);
