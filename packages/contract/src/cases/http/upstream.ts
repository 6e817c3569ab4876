import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { HOP_BY_HOP } from "../../functions/http/upstream.js";

/** Responses with the headers of an upstream's connection, as from `return fetch(url)`. */
export const upstreamCases: readonly HttpCase[] = [
  {
    name: "headers of an upstream's connection do not leave, nor those that Connection names",
    needs: "endToEndHeaders",
    async run(on) {
      const response = await on.send("/upstream/hop-by-hop");
      assert.deepEqual([response.status, await response.text()], [200, "hello world"]);
      for (const [name, value] of Object.entries(HOP_BY_HOP)) {
        assert.notEqual(response.headers.get(name), value, name);
      }
      assert.equal(response.headers.get("x-kept"), "kept");
    },
  },
  ...["hop-by-hop", "short", "long"].map(
    (what): HttpCase => ({
      name: `headers of an upstream's connection do not harm a HEAD: ${what}`,
      needs: what === "hop-by-hop" ? ["headRequests", "connectionHeads"] : "headRequests",
      async run(on) {
        const response = await on.send(`/upstream/${what}`, { method: "HEAD" });
        assert.deepEqual([response.status, await response.text()], [200, ""]);
      },
    }),
  ),
  ...["short", "long"].map(
    (what): HttpCase => ({
      name: `a content-length that is not the body's does not leave: ${what}`,
      needs: "ownLength",
      async run(on) {
        const response = await on.send(`/upstream/${what}`);
        assert.deepEqual([response.status, await response.text()], [200, "hello world"]);
        const length = response.headers.get("content-length");
        assert.ok(length === null || length === "11", `it is ${length}`);
      },
    }),
  ),
];
