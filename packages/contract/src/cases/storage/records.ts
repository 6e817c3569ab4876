import assert from "node:assert/strict";
import type { OutgoingNotification } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import { keyFor } from "../../functions/storage/definer.js";
import type { RecordRun } from "../../run/record-run.js";

const PLACE = "contract-outcomes";

const asking = (how: string, n = 0): OutgoingNotification => ({
  operation: "created",
  key: keyFor({ do: how, n }),
});

/** Several notifications in one native record. */
const together = (...all: readonly string[]): OutgoingNotification => {
  const [first = asking("nothing"), ...others] = all.map(asking);
  return { ...first, others };
};

/** The numbers of the notifications that were handled, and the count of their ids. */
function handled(on: RecordRun<OutgoingNotification>) {
  const numbers = on.logs.seen.map(({ n }) => n);
  return { numbers: [...new Set(numbers)], ids: new Set(on.logs.seen.map(({ id }) => id)).size };
}

/** What happens to the native records that hold notifications. */
export const carrierCases: readonly RecordCase<OutgoingNotification>[] = [
  {
    name: "a notification has the same id at each delivery",
    needs: "redelivery",
    async run(on) {
      const [id] = await on.send(PLACE, asking("error"));
      await on.drain(PLACE);
      assert.deepEqual(
        on.logs.seen.map((seen) => seen.id),
        [id, id, id],
      );
    },
  },
  {
    name: "each of several notifications in one record is handled and has its own id",
    needs: "severalInOne",
    async run(on) {
      const ids = await on.send(PLACE, together("nothing", "ack", "nothing"));
      assert.deepEqual((await on.drain(PLACE)).acknowledged, ids);
      assert.deepEqual(handled(on), { numbers: [0, 1, 2], ids: 3 });
    },
  },
  ...[
    ["ack", "error", "nothing"],
    ["retry", "ack"],
    ["nothing", "reject", "ack"],
  ].map(
    (ends): RecordCase<OutgoingNotification> => ({
      name: `a record whose notifications end with ${ends.join(", ")} is not acknowledged, and all of them are handled`,
      needs: "severalInOne",
      async run(on) {
        const ids = await on.send(PLACE, together(...ends));
        const { acknowledged } = await on.deliverEach(PLACE, ids);
        assert.deepEqual(acknowledged, []);
        assert.deepEqual(handled(on), { numbers: [...ends.keys()], ids: ends.length });
      },
    }),
  ),
  {
    name: "several notifications in one record keep their ids at each delivery",
    needs: ["severalInOne", "redelivery"],
    async run(on) {
      await on.send(PLACE, together("error", "nothing"));
      await on.drain(PLACE);
      assert.equal(on.logs.seen.length, 6);
      assert.deepEqual(handled(on), { numbers: [0, 1], ids: 2 });
    },
  },
  {
    name: "a test notification of the source is acknowledged, and reaches no handler",
    needs: "testNotifications",
    async run(on) {
      const ids = await on.send(PLACE, { operation: "test", key: "" });
      const { acknowledged } = await on.deliver(PLACE);
      assert.deepEqual([acknowledged, on.logs.seen], [ids, []]);
    },
  },
  {
    name: "a notification reaches the storage function that claims its bucket, and any other reaches the message function",
    needs: ["besideMessages", "batch"],
    deploy: { functions: "storageBesideMessages" },
    async run(on) {
      const [own = ""] = await on.send("contract-claimed", asking("nothing"));
      const [other = ""] = await on.send("contract-unclaimed", asking("nothing"));
      const { acknowledged } = await on.deliver(["contract-claimed", "contract-unclaimed"]);
      assert.deepEqual(acknowledged, [own, other]);
      await on.logs.report(({ notified }) => notified === own);
      await on.logs.report(({ message }) => String(message).includes("contract-unclaimed"));
      assert.equal(on.logs.seen.length, 2);
    },
  },
];
