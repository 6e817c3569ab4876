import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";

/** Functions passed as the module that exports them. */
export const moduleCases: readonly HttpCase[] = [
  {
    name: "a module's other exports do not keep its functions from being deployed",
    deploy: { functions: "httpModule" },
    async run(on) {
      const response = await on.send("/module/greet?name=ada");
      assert.equal(response.status, 200);
      assert.equal(await response.text(), "hello ada");
    },
  },
];
