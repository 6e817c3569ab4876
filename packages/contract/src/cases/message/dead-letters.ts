import assert from "node:assert/strict";
import type { OutgoingMessage } from "onefn/simulator";
import type { RecordCase } from "../../case.js";

/** Messages that their function cannot read. */
export const deadLetterCases: readonly RecordCase<OutgoingMessage>[] = [
  ["is not JSON", "{broken", "ONEFN_MESSAGE_UNDECODABLE"],
  ["does not match the schema", '{"sku":1}', "ONEFN_MESSAGE_INVALID"],
].map(
  ([what = "", body = "", code = ""]): RecordCase<OutgoingMessage> => ({
    name: `deadLetter gets a body that ${what}, as it arrived, and the error`,
    ...(code === "ONEFN_MESSAGE_UNDECODABLE" && { needs: "strictJson" }),
    async run(on) {
      const [id = ""] = await on.send("contract-moved", { body });
      const report = await on.deliver("contract-moved");
      on.expectAnswer(report);
      if (on.can("reject")) {
        assert.deepEqual(report.dead, [id]);
        // A source that does not tell text from JSON leaves it to the schema, which refuses it, too.
        await on.logs.line((line) => line.includes(code) && line.includes(id));
        return;
      }
      assert.deepEqual(report.acknowledged, [id]);
      const { moved: _, ...seen } = await on.logs.report(({ moved }) => moved === id);
      assert.deepEqual(seen, { data: body, reason: null, code });
    },
  }),
);
