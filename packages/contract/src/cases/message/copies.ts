import assert from "node:assert/strict";
import type { OutgoingMessage } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import type { Missing } from "../../functions/copies.js";

/** Copies that handlers make of messages and their context. */
export const copyCases: readonly RecordCase<OutgoingMessage>[] = [
  "contract-copied",
  "contract-copied-batch",
].map(
  (queue): RecordCase<OutgoingMessage> => ({
    name: `a copy of a message or its context has every member or throws, and both print all their members: ${queue}`,
    async run(on) {
      const attributes = on.wire.capabilities.attributes?.supported ? { tenant: "a" } : {};
      const [id] = await on.send(queue, { body: "hello", attributes });
      await on.drain(queue);
      const { missing } = await on.logs.report((seen) => seen.id === id);
      for (const each of missing as readonly Missing[])
        for (const [copy, names] of Object.entries(each)) assert.deepEqual(names, [], copy);
    },
  }),
);
