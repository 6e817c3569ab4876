import assert from "node:assert/strict";
import type { OutgoingNotification } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import type { Missing } from "../../functions/copies.js";

/** Copies that handlers make of their input and context. */
export const copyCases: readonly RecordCase<OutgoingNotification>[] = [
  {
    name: "a copy of a notification or its context has every member or throws, and both print all their members",
    async run(on) {
      const [id] = await on.send("contract-copied", { operation: "created", key: "a" });
      await on.drain("contract-copied");
      const { missing } = await on.logs.report((seen) => seen.id === id);
      for (const each of missing as readonly Missing[])
        for (const [copy, names] of Object.entries(each)) assert.deepEqual(names, [], copy);
    },
  },
];
