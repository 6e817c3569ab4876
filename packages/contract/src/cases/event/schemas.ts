import assert from "node:assert/strict";
import type { OutgoingEvent } from "onefn/simulator";
import type { RecordCase } from "../../case.js";

/** What schemas make of data. */
export const schemaCases: readonly RecordCase<OutgoingEvent>[] = [
  ...["contract-schema", "contract-async-schema"].map(
    (place): RecordCase<OutgoingEvent> => ({
      name: `the data is the output of the schema, including defaults: ${place}`,
      async run(on) {
        const [id] = await on.send(place, { data: { sku: "a", more: 1 } });
        await on.drain(place);
        assert.deepEqual((await on.logs.report((seen) => seen.id === id)).data, { sku: "a", amount: 1 });
      },
    }),
  ),
  {
    name: "a function with a schema for each type checks each event by the schema of its type",
    needs: "eventTypes",
    async run(on) {
      await on.send("contract-placed", { data: { sku: "a", amount: 3 } });
      await on.drain("contract-placed");
      await on.send("contract-cancelled", { data: { reason: "late" } });
      await on.drain("contract-cancelled");
      const seen = on.logs.seen.map(({ id: _, ...rest }) => rest);
      assert.deepEqual(seen, [{ "contract-placed": 3 }, { "contract-cancelled": "late" }]);
    },
  },
  {
    name: "data that fits only the schema of another type is refused",
    needs: "eventTypes",
    async run(on) {
      const ids = await on.send("contract-cancelled", { data: { sku: "a" } });
      assert.deepEqual((await on.deliverEach("contract-cancelled", ids)).acknowledged, []);
      await on.logs.line((line) => line.includes("ONEFN_MESSAGE_INVALID") && line.includes("reason"));
      assert.deepEqual(on.logs.seen, []);
    },
  },
];
