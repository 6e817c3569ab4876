import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { SECRET } from "../../functions/http/failures.js";
import { contractFunctions } from "../../functions/index.js";
import { ORIGIN } from "../../run/http-run.js";
import { refusedAloud, STARTING } from "../refused-aloud.js";
import { strangersWith } from "../strangers.js";
import { tellsNothing } from "./tells-nothing.js";

/** Functions that no http wire carries. */
export const wrongKindCases: readonly HttpCase[] = strangersWith(contractFunctions.message).map(
  ({ what, functions, code }): HttpCase => ({
    name: `${what} are refused aloud, and the client reads a plain 5xx`,
    needs: "refusals",
    limit: STARTING,
    run: ({ wire }) =>
      refusedAloud(wire, functions, code, async (deployment) => {
        const response = await deployment.send(new Request(`${ORIGIN}/`));
        assert.ok(response.status >= 500, `it was answered ${response.status}`);
        await tellsNothing(response, SECRET);
      }),
  }),
);
