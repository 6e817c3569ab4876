import assert from "node:assert/strict";
import type { RecordCase } from "../../case.js";
import { SECRET, UNKNOWN_EVENTS } from "../unknown-events.js";

const PLACE = "contract-outcomes";

/** Events that are not deliveries: the function is not called, and the records stay where they are. */
export const unknownEventCases: readonly RecordCase[] = Object.entries(UNKNOWN_EVENTS).map(
  ([what, replaceEvent]): RecordCase => ({
    name: `${what} in place of a delivery is refused with an error, and acknowledges nothing`,
    needs: "unknownEvents",
    async run(on) {
      const ids = await on.sendOrders(PLACE, { do: "nothing", how: SECRET });
      const { acknowledged } = await on.deliver(PLACE, replaceEvent);
      assert.deepEqual(acknowledged, []);
      await on.logs.telling(/ONEFN_UNKNOWN_EVENT/);
      assert.ok(!on.logs.told.join("\n").includes(SECRET), "the log quotes the event");
      // A handler that an earlier case left waiting at its deadline continues when its process does.
      const called = on.logs.seen.filter((seen) => !("done" in seen));
      assert.deepEqual(called, [], "the function was called");
      if (on.can("redelivery")) assert.deepEqual((await on.drain(PLACE)).acknowledged, ids);
    },
  }),
);
