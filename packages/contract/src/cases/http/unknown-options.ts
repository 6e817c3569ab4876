import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { SECRET } from "../../functions/http/failures.js";
import { contractFunctions } from "../../functions/index.js";
import { ORIGIN } from "../../run/http-run.js";
import { refusedWithError, STARTING } from "../refused-with-error.js";
import { UNKNOWN_OPTIONS } from "../unknown-options.js";
import { tellsNothing } from "./tells-nothing.js";

/** Options that must prevent a start. */
export const unknownOptionCases: readonly HttpCase[] = UNKNOWN_OPTIONS.map(
  ({ what, adapt, says }): HttpCase => ({
    name: `${what} is refused with an error when functions are adapted, and the client reads a plain 5xx`,
    needs: "refusedOptions",
    limit: STARTING,
    run: ({ wire }) =>
      refusedWithError(
        wire,
        contractFunctions.http,
        says,
        async (deployment) => {
          const response = await deployment.send(new Request(`${ORIGIN}/answer/text`));
          assert.ok(response.status >= 500, `it was answered ${response.status}`);
          await tellsNothing(response, SECRET);
        },
        adapt,
      ),
  }),
);
