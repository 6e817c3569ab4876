import assert from "node:assert/strict";
import type { MessageCase } from "../../case.js";
import type { Lacking } from "../../functions/copies.js";

/** Copies that handlers make of what they are given. */
export const copyCases: readonly MessageCase[] = ["contract-copied", "contract-copied-batch"].map(
  (queue): MessageCase => ({
    name: `a copy of a message or its context lacks nothing or is refused, and they are printed with all their members: ${queue}`,
    async run(on) {
      const attributes = on.wire.capabilities.attributes?.supported ? { tenant: "a" } : {};
      const [id] = await on.send(queue, { body: "hello", attributes });
      await on.drain(queue);
      const { lacking } = await on.logs.report((seen) => seen.id === id);
      for (const each of lacking as readonly Lacking[])
        for (const [copy, names] of Object.entries(each)) assert.deepEqual(names, [], copy);
    },
  }),
);
