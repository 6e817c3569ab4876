import assert from "node:assert/strict";
import type { OutgoingChange } from "onefn/simulator";
import type { CapabilityName } from "../../capabilities.js";
import type { RecordCase } from "../../case.js";
import { itemOf, seenOf } from "./seen-of.js";

const key = { id: "1" };
const old = { sku: "apples", left: 3 };
const now = { sku: "apples", left: 2 };

const CHANGES: readonly (readonly [OutgoingChange, needs: readonly CapabilityName[]])[] = [
  [{ operation: "insert", key, after: now }, ["operations"]],
  [{ operation: "update", key, before: old, after: now }, ["operations", "before"]],
  [{ operation: "delete", key, before: old }, ["deletions", "before"]],
];

/** The images of a change that a source may send. */
const SENT: readonly (readonly [
  change: string,
  what: string,
  sent: Omit<OutgoingChange, "key">,
  needs: readonly CapabilityName[],
])[] = [
  ["an update", "the new item", { operation: "update", after: now }, []],
  ["an update", "the old item", { operation: "update", before: old }, ["before", "someItems"]],
  ["an update", "the key", { operation: "update" }, ["someItems"]],
  ["a delete", "the key", { operation: "delete" }, ["deletions"]],
];

/** Keys that change if they are decoded, once or twice. */
const KEYS = ["two words", "100%", "a%20b%2Bc+d", "é and 😀", "__proto__"];

/** What a change says about its item. */
export const itemCases: readonly RecordCase<OutgoingChange>[] = [
  {
    name: "a change is a CloudEvent with an id, a source and a type",
    async run(on) {
      const seen = await seenOf(on, { operation: "insert", key, after: now });
      assert.equal(seen.specversion, "1.0");
      assert.ok(seen.id.length > 0 && seen.source.length > 0 && seen.type.includes("."));
    },
  },
  {
    name: "a change has the time when it was made",
    needs: "changedAt",
    async run(on) {
      const seen = await seenOf(on, { operation: "insert", key, after: now });
      const time = Date.parse(seen.time ?? "");
      assert.ok(Math.abs(time - Date.now()) < 3_600_000, `it happened at ${seen.time}`);
    },
  },
  ...CHANGES.map(
    ([change, needs]): RecordCase<OutgoingChange> => ({
      name: `a change by ${change.operation} has the operation, the table, the key and the items before and after`,
      needs,
      async run(on) {
        const seen = await seenOf(on, change);
        assert.deepEqual([seen.operation, seen.table, seen.key], [change.operation, "contract-seen", key]);
        assert.deepEqual(
          [itemOf(seen.before), itemOf(seen.after)],
          [change.before ?? "nothing", change.after ?? "nothing"],
        );
      },
    }),
  ),
  ...SENT.map(
    ([change, what, sent, needs]): RecordCase<OutgoingChange> => ({
      name: `${change} of which the source sends only ${what} has nothing else`,
      needs,
      async run(on) {
        const seen = await seenOf(on, { key, ...sent });
        assert.deepEqual(
          [seen.operation, seen.key, itemOf(seen.before), itemOf(seen.after)],
          [
            sent.operation === "update" && !on.can("operations") ? "upsert" : sent.operation,
            key,
            sent.before ?? "nothing",
            sent.after ?? "nothing",
          ],
        );
      },
    }),
  ),
  ...KEYS.map(
    (id): RecordCase<OutgoingChange> => ({
      name: `a key arrives as it is: ${id}`,
      async run(on) {
        assert.deepEqual((await seenOf(on, { operation: "insert", key: { id }, after: now })).key, { id });
      },
    }),
  ),
  {
    name: "reading an item twice returns the same object",
    async run(on) {
      assert.equal((await seenOf(on, { operation: "update", key, before: old, after: now })).steady, true);
    },
  },
  {
    name: "two changes of one item have different ids, and keep them when they are delivered again",
    needs: ["redelivery", "uniqueIds"],
    deploy: { maxAttempts: 2 },
    async run(on) {
      const change = on.record({ do: "error" }, "twice");
      const ids = await on.send("contract-outcomes", change, change);
      assert.equal(new Set(ids).size, 2);
      await on.drain("contract-outcomes");
      const seen = on.logs.seen.map(({ id }) => id);
      assert.deepEqual(
        [...new Set(seen)].filter((id) => !ids.includes(id as string)),
        [],
      );
      assert.ok(seen.length > new Set(seen).size, "none was delivered again");
    },
  },
];
