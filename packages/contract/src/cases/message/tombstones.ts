import assert from "node:assert/strict";
import type { OutgoingMessage } from "onefn/simulator";
import type { RecordCase } from "../../case.js";

const TOMBSTONE: OutgoingMessage = { body: "", tombstone: true, key: "a" };

/** Records without a value, by which Kafka deletes a key. */
export const tombstoneCases: readonly RecordCase<OutgoingMessage>[] = (
  [
    ["contract-seen", null],
    ["contract-json", null],
    ["contract-text", ""],
    ["contract-bytes", ""],
  ] as const
).map(
  ([place, data]): RecordCase<OutgoingMessage> => ({
    name: `a record without a value arrives with ${data === null ? "null" : "nothing"} as its data: ${place}`,
    // Most sources have nothing like it.
    wires: ({ tombstones }) => tombstones?.supported === true,
    async run(on) {
      const ids = await on.send(place, { body: "1" }, TOMBSTONE, TOMBSTONE, { body: "1" });
      assert.deepEqual((await on.drain(place)).acknowledged, ids);
      for (const each of ids.slice(1, 3))
        assert.equal((await on.logs.report(({ id }) => id === each)).data, data);
    },
  }),
);
