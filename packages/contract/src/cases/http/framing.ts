import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";

/** How requests mark their end. */
export const framingCases: readonly HttpCase[] = [
  {
    name: "a GET that announces chunks and sends none arrives",
    needs: "chunkedGets",
    async run(on) {
      const seen = await on.see("/echo", { rawHeaders: [["transfer-encoding", "chunked"]] });
      assert.deepEqual([seen.method, seen.body.length], ["GET", 0]);
    },
  },
  {
    name: "a HEAD that announces chunks and sends none arrives",
    needs: ["headRequests", "chunkedGets"],
    async run(on) {
      const response = await on.send("/answer/text", {
        method: "HEAD",
        rawHeaders: [["transfer-encoding", "chunked"]],
      });
      assert.equal(response.status, 200);
    },
  },
];
