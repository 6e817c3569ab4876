import assert from "node:assert/strict";
import type { MessageCase } from "../../case.js";
import { QUEUE } from "../../functions/message/module.js";

/** Functions that are given as the module that exports them. */
export const moduleCases: readonly MessageCase[] = [
  {
    name: "a module's other exports do not keep its functions from being deployed",
    deploy: { functions: "messageModule" },
    async run(on) {
      const [id = ""] = await on.sendJson(QUEUE, { sku: "apples" });
      const { acknowledged, error } = await on.deliverEach(QUEUE, [id]);
      assert.equal(error, undefined);
      assert.deepEqual(acknowledged, [id]);
      await on.logs.line((line) => line.includes("apples"));
    },
  },
];
