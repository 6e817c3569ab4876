import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { SECRET } from "../../functions/http/failures.js";
import { contractFunctions } from "../../functions/index.js";
import { ORIGIN } from "../../run/http-run.js";
import { refusedWithError, STARTING } from "../refused-with-error.js";
import { strangersWith } from "../strangers.js";
import { tellsNothing } from "./tells-nothing.js";

const carriesEvents = (wire: object) => "carriesEvents" in wire;

const refused: readonly HttpCase[] = strangersWith(contractFunctions.message).map(
  ({ what, functions, code, needs }): HttpCase => ({
    name: `${what} are refused with an error, and the client reads a plain error`,
    needs,
    limit: STARTING,
    wires: (_, wire) => functions !== contractFunctions.message || !carriesEvents(wire),
    run: ({ wire }) =>
      refusedWithError(wire, functions, code, async (deployment) => {
        const response = await deployment.send(new Request(`${ORIGIN}/`));
        assert.ok(response.status >= 500, `it was answered ${response.status}`);
        await tellsNothing(response, SECRET);
      }),
  }),
);

/** Functions that no HTTP wire carries. Where events arrive as requests, a request could be one that is not verified. */
export const wrongKindCases: readonly HttpCase[] = [
  ...refused,
  {
    name: "a request to message functions alone is an event that is not verified",
    limit: STARTING,
    wires: (_, wire) => carriesEvents(wire),
    run: ({ wire }) =>
      refusedWithError(wire, contractFunctions.message, /ONEFN_UNVERIFIED_EVENT/, async (deployment) => {
        const response = await deployment.send(new Request(`${ORIGIN}/`));
        assert.equal(response.status, 401);
        await tellsNothing(response, SECRET);
      }),
  },
];
