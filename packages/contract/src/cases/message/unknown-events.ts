import assert from "node:assert/strict";
import type { MessageCase } from "../../case.js";
import { SECRET, UNKNOWN_EVENTS } from "../unknown-events.js";

const QUEUE = "contract-json";

/** Events that are no delivery: the function is not called, and the messages stay on their queue. */
export const unknownEventCases: readonly MessageCase[] = Object.entries(UNKNOWN_EVENTS).map(
  ([what, replaceEvent]): MessageCase => ({
    name: `${what} in place of a delivery is refused aloud, and acknowledges nothing`,
    needs: "unknownEvents",
    async run(on) {
      const ids = await on.sendJson(QUEUE, { password: SECRET });
      const { acknowledged } = await on.deliver(QUEUE, replaceEvent);
      assert.deepEqual(acknowledged, []);
      await on.logs.telling(/ONEFN_UNKNOWN_EVENT/);
      assert.ok(!on.logs.told.join("\n").includes(SECRET), "the log quotes the event");
      // A handler that an earlier case left waiting at its deadline goes on when its process does.
      const called = on.logs.seen.filter((seen) => !("done" in seen));
      assert.deepEqual(called, [], "the function was called");
      assert.deepEqual((await on.drain(QUEUE)).acknowledged, ids);
    },
  }),
);
