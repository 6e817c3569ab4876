import assert from "node:assert/strict";
import type { OutgoingMessage } from "onefn/simulator";
import type { RecordCase } from "../../case.js";

/** The ids of messages. */
export const idCases: readonly RecordCase<OutgoingMessage>[] = [
  {
    name: "messages with equal contents have different ids",
    needs: "uniqueIds",
    async run(on) {
      const message = { body: "hello" };
      const [first] = await on.send("contract-seen", message);
      await on.drain("contract-seen");
      const others = await on.send("contract-seen", message, message);
      await on.drain("contract-seen");
      for (const id of [first, ...others]) await on.logs.report((each) => each.id === id);
      assert.equal(new Set([first, ...others]).size, 3);
    },
  },
];
