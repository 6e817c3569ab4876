import assert from "node:assert/strict";
import type { OutgoingChange } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import type { Missing } from "../../functions/copies.js";

/** Copies that handlers make of their input and context. */
export const copyCases: readonly RecordCase<OutgoingChange>[] = [
  {
    name: "a copy of a change or its context has every member or throws, and both print all their members",
    async run(on) {
      const change: OutgoingChange = {
        operation: "update",
        key: { id: "1" },
        before: { a: 1 },
        after: { a: 2 },
      };
      const [id] = await on.send("contract-copied", change);
      await on.drain("contract-copied");
      const { missing } = await on.logs.report((seen) => seen.id === id);
      for (const each of missing as readonly Missing[])
        for (const [copy, names] of Object.entries(each)) assert.deepEqual(names, [], copy);
    },
  },
];
