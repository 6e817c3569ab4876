import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";

/** Routing and middleware. */
export const routeCases: readonly HttpCase[] = [
  ...(
    [
      ["/params/one/two", { a: "one", b: "two" }],
      ["/params/a%20b/%C3%BC", { a: "a b", b: "\u00fc" }],
      ["/params/100%25/a+b", { a: "100%", b: "a+b" }],
      ["/optional", {}],
      ["/optional/2", { page: "2" }],
      ["/files/a/b.txt", { "*": "a/b.txt" }],
      ["/caf%C3%A9%20%E2%98%95/tea", { drink: "tea" }],
    ] as const
  ).map(
    ([path, params]): HttpCase => ({
      name: `params of ${path} are decoded`,
      async run(on) {
        assert.deepEqual(await on.json(path), params);
      },
    }),
  ),
  {
    name: "params: an encoded slash stays within its part",
    needs: "encodedSlash",
    async run(on) {
      assert.deepEqual(await on.json("/params/a%2Fb/c"), { a: "a/b", b: "c" });
    },
  },
  {
    name: "params: are decoded only once",
    needs: "encodedPath",
    async run(on) {
      assert.deepEqual(await on.json("/params/%2541/x"), { a: "%41", b: "x" });
    },
  },
  {
    name: "params: an invalid escape breaks nothing",
    needs: "brokenPercent",
    async run(on) {
      const response = await on.send("/", { target: "/params/%zz/%FF" });
      assert.ok(response.status < 500, `answered ${response.status}`);
    },
  },
  {
    name: "the more specific path goes first",
    async run(on) {
      assert.deepEqual(await on.json("/params/fixed/x"), { fixed: "/params/fixed/x" });
    },
  },
  {
    name: "a path in another letter case is another path: gateways that guard paths see it so",
    async run(on) {
      assert.equal((await on.send("/PARAMS/one/two")).status, 404);
    },
  },
  {
    name: "the query does not count for routing",
    async run(on) {
      assert.deepEqual(await on.json("/params/x/y?z=/a/b"), { a: "x", b: "y" });
    },
  },
  {
    name: "the root is an ordinary path",
    async run(on) {
      assert.equal(await (await on.send("/")).text(), "root");
    },
  },
  {
    name: "a path that no function claims is a plain 404",
    async run(on) {
      for (const path of ["/nowhere", "/params/one", "/params/one/two/three", "/item"]) {
        const response = await on.send(path);
        assert.deepEqual([path, response.status, await response.text()], [path, 404, "Not Found"]);
      }
    },
  },
  {
    name: "a method that no function of the path claims is a 405 with all that are allowed",
    async run(on) {
      const response = await on.send("/item/7", { method: "DELETE" });
      assert.equal(response.status, 405);
      const allowed = (response.headers.get("allow") ?? "").split(/, ?/).sort();
      assert.deepEqual(allowed, ["GET", "HEAD", "PATCH", "PUT"]);
    },
  },
  {
    name: "a path that takes POST alone does not offer HEAD",
    async run(on) {
      const response = await on.send("/only-post");
      assert.deepEqual([response.status, response.headers.get("allow")], [405, "POST"]);
    },
  },
  {
    name: "functions that share a path are told apart by method",
    async run(on) {
      assert.equal(await (await on.send("/item/7")).text(), "read 7");
      assert.equal(await (await on.send("/item/7", { method: "PUT" })).text(), "wrote 7");
      assert.equal(await (await on.send("/item/7", { method: "PATCH" })).text(), "wrote 7");
    },
  },
  {
    name: "a function of GET answers HEAD",
    needs: "headRequests",
    async run(on) {
      const response = await on.send("/item/7", { method: "HEAD" });
      assert.deepEqual([response.status, await response.text()], [200, ""]);
    },
  },
  {
    name: "middleware runs in its order, sees the answer and adds to the context",
    async run(on) {
      const response = await on.send("/middleware/passes");
      assert.deepEqual(await response.json(), { user: "ada" });
      assert.match(response.headers.get("x-order") ?? "", /^inner, ?outer$/);
    },
  },
  {
    name: "middleware may answer by itself",
    async run(on) {
      const response = await on.send("/middleware/answers");
      assert.deepEqual([response.status, await response.text()], [202, "by itself"]);
    },
  },
  {
    name: "an error behind middleware is a plain 500",
    async run(on) {
      const response = await on.send("/middleware/throws");
      assert.deepEqual([response.status, await response.text()], [500, "Internal Server Error"]);
    },
  },
];
