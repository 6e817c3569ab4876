import assert from "node:assert/strict";
import type { OutgoingMessage } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import { QUEUE } from "../../functions/message/module.js";

/** Functions passed as the module that exports them. */
export const moduleCases: readonly RecordCase<OutgoingMessage>[] = [
  {
    name: "a module's other exports do not keep its functions from being deployed",
    deploy: { functions: "messageModule" },
    async run(on) {
      const [id = ""] = await on.send(QUEUE, { body: '{"sku":"apples"}' });
      const { acknowledged, error } = await on.deliverEach(QUEUE, [id]);
      assert.equal(error, undefined);
      assert.deepEqual(acknowledged, [id]);
      await on.logs.line((line) => line.includes("apples"));
    },
  },
];
