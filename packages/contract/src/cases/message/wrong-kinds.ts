import assert from "node:assert/strict";
import type { MessageCase } from "../../case.js";
import { contractFunctions } from "../../functions/index.js";
import { refusedAloud, STARTING } from "../refused-aloud.js";
import { strangersWith } from "../strangers.js";

/** Functions that no wire of messages carries. */
export const wrongKindCases: readonly MessageCase[] = strangersWith(contractFunctions.http).map(
  ({ what, functions, code }): MessageCase => ({
    name: `${what} are refused aloud, and acknowledge nothing`,
    needs: "refusals",
    limit: STARTING,
    run: ({ wire }) =>
      refusedAloud(wire, functions, code, async (deployment) => {
        await deployment.send("contract-json", [{ body: "{}" }]);
        const { acknowledged } = await deployment.deliver("contract-json");
        assert.deepEqual(acknowledged, []);
      }),
  }),
);
