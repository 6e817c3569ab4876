import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { SECRET, UNKNOWN_EVENTS } from "../unknown-events.js";
import { tellsNothing } from "./tells-nothing.js";

/** Events that are not requests: the function is not called, and their content appears nowhere. */
export const unknownEventCases: readonly HttpCase[] = Object.entries(UNKNOWN_EVENTS).map(
  ([what, replaceEvent]): HttpCase => ({
    name: `${what} in place of the event is refused with an error, and the client reads a plain error`,
    needs: "unknownEvents",
    async run(on) {
      const headers = { authorization: `Bearer ${SECRET}` };
      const response = await on.send(`/log/${on.id}`, {
        method: "POST",
        headers,
        body: SECRET,
        replaceEvent,
      });
      await tellsNothing(response, SECRET);
      // A recognised event that cannot be read is its sender's fault.
      const isClients = response.status >= 400 && response.status < 500;
      assert.ok(isClients || response.status >= 500, `it was answered ${response.status}`);
      await on.logs.telling(isClients ? /ONEFN_MALFORMED_EVENT/ : /ONEFN_UNKNOWN_EVENT/);
      const told = on.logs.told.join("\n");
      assert.ok(!told.includes(on.id), "the function was called");
      assert.ok(!told.includes(SECRET), "the log quotes the event");
    },
  }),
);
