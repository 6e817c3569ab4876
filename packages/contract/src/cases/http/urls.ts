import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { ORIGIN } from "../../run/http-run.js";

/** Methods, paths and queries. */
export const urlCases: readonly HttpCase[] = [
  ...["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].map(
    (method): HttpCase => ({
      name: `${method} arrives as ${method}`,
      async run(on) {
        assert.equal((await on.see("/echo", { method })).method, method);
      },
    }),
  ),
  {
    name: "a method beyond the common ones arrives",
    needs: "anyMethod",
    async run(on) {
      assert.equal((await on.see("/echo", { method: "PROPFIND" })).method, "PROPFIND");
    },
  },
  {
    name: "the URL has the client's host",
    needs: "host",
    async run(on) {
      assert.equal((await on.see("/echo")).url.host, new URL(ORIGIN).host);
    },
  },
  ...(
    [
      ["a space and an umlaut stay encoded", "/echo/a%20b/%C3%BC"],
      ["a percent sign is decoded once at most", "/echo/100%25"],
      ["a plus sign in a path is not a space", "/echo/a+b"],
      ["what a path may hold is left as it is", "/echo/;v=1,2/@me/$x/~y/it's(1)!*"],
      ["a trailing slash is kept", "/echo/below/"],
    ] as const
  ).map(
    ([name, path]): HttpCase => ({
      name: `path: ${name}`,
      async run(on) {
        const { pathname } = (await on.see(path)).url;
        assert.equal(decodeURIComponent(pathname), decodeURIComponent(path));
      },
    }),
  ),
  {
    name: "path: %2F is not a slash",
    needs: "encodedSlash",
    async run(on) {
      assert.equal((await on.see("/", { target: "/echo/a%2Fb" })).url.pathname, "/echo/a%2Fb");
    },
  },
  ...(["/echo/%252e", "/echo/%41%2e%3A%2f", "/echo/%c3%bc"] as const).map(
    (path): HttpCase => ({
      name: `path: ${path} arrives character by character`,
      needs: "encodedPath",
      async run(on) {
        assert.equal((await on.see("/", { target: path })).url.pathname, path);
      },
    }),
  ),
  {
    name: "query: a key that repeats keeps all of its values in their order",
    needs: "duplicateQuery",
    async run(on) {
      const { query } = await on.see("/echo?a=1&a=2,3&a=");
      assert.deepEqual(query, [
        ["a", "1"],
        ["a", "2,3"],
        ["a", ""],
      ]);
    },
  },
  ...(
    [
      ["is decoded once", "q=%2525&p=%252B", { q: "%25", p: "%2B" }],
      ["reserved characters stay data", "q=a%26b%3Dc%23d%3F%2F", { q: "a&b=c#d?/" }],
      [
        "a plus sign and %20 are spaces, %2B is a plus",
        "a=1+2&b=1%202&c=1%2B2",
        { a: "1 2", b: "1 2", c: "1+2" },
      ],
      ["a key without a value is empty", "flag&other=", { flag: "", other: "" }],
      ["characters beyond ASCII", "q=%C3%BC%F0%9F%98%80&%C3%A4=1", { q: "\u00fc\u{1f600}", "\u00e4": "1" }],
      ["a comma stays in its value", "list=a,b,c", { list: "a,b,c" }],
      ["brackets and dots in a key", "a[0]=1&b.c=2", { "a[0]": "1", "b.c": "2" }],
      ["an equals sign in a value", "token=abc==", { token: "abc==" }],
    ] as const
  ).map(
    ([name, query, expected]): HttpCase => ({
      name: `query: ${name}`,
      async run(on) {
        const seen = await on.see(`/echo?${query}`);
        assert.deepEqual(Object.fromEntries(seen.query), expected);
      },
    }),
  ),
  {
    name: "query: names of Object's members are ordinary keys",
    needs: "memberQuery",
    async run(on) {
      const { query } = await on.see("/echo?constructor=1&toString=2");
      assert.deepEqual([...query].sort(), [
        ["constructor", "1"],
        ["toString", "2"],
      ]);
    },
  },
  {
    name: "query: a key named __proto__ is an ordinary key",
    needs: "protoQuery",
    async run(on) {
      const { query } = await on.see("/echo?__proto__=evil&a=1");
      assert.deepEqual([...query].sort(), [
        ["__proto__", "evil"],
        ["a", "1"],
      ]);
    },
  },
  {
    name: "query: arrives character by character",
    needs: "rawQuery",
    async run(on) {
      const search = "?b=2&a=1&b=%7e+%20&c";
      assert.equal((await on.see(`/echo${search}`)).url.search, search);
    },
  },
  {
    name: "query: no query is an empty search",
    async run(on) {
      const { url, query } = await on.see("/echo");
      assert.deepEqual([url.search, query], ["", []]);
    },
  },
  {
    name: "query: a stray percent sign breaks nothing",
    needs: "brokenPercent",
    async run(on) {
      const { query } = await on.see("/echo?a=100%&b=%zz&c=1");
      assert.deepEqual(query, [
        ["a", "100%"],
        ["b", "%zz"],
        ["c", "1"],
      ]);
    },
  },
  {
    name: "query: bytes that are not UTF-8 break nothing",
    needs: "invalidUtf8Query",
    async run(on) {
      const { query } = await on.see("/echo?a=%FF%FE&b=1");
      assert.deepEqual(query.at(-1), ["b", "1"]);
    },
  },
  {
    name: "a function without a path sees every URL",
    deploy: { functions: "anything" },
    async run(on) {
      const seen = await on.see("/any/where?x=1", { method: "POST", body: "b" });
      assert.deepEqual([seen.method, seen.url.pathname, seen.url.search], ["POST", "/any/where", "?x=1"]);
    },
  },
  {
    name: "a path that begins with two slashes does not change the origin",
    needs: "doubleSlashPath",
    deploy: { functions: "anything" },
    async run(on) {
      const { url } = await on.see("/", { target: "//evil.example/steal?a=1" });
      assert.equal(url.origin, (await on.see("/")).url.origin);
      assert.equal(url.pathname + url.search, "//evil.example/steal?a=1");
    },
  },
  {
    name: "a target that is a whole URL does not change the origin",
    needs: "absoluteTarget",
    deploy: { functions: "anything" },
    async run(on) {
      const { origin } = (await on.see("/")).url;
      const response = await on.send("/", { target: "http://evil.example/steal" });
      const body = await response.text();
      if (response.status === 200) assert.equal(new URL(JSON.parse(body).url).origin, origin);
      else assert.ok(response.status >= 400 && response.status < 500, `answered ${response.status}`);
      assert.equal((await on.see("/")).url.origin, origin);
    },
  },
  ...[
    "evil.example/path",
    "user@evil.example",
    "evil.example?x=",
    "a b",
    "",
    "evil.example:99999",
    "[:::]",
    "1.2.3.256",
  ].map(
    (host): HttpCase => ({
      name: `an invalid Host header does not get into the path: "${host}"`,
      async run(on) {
        const response = await on.send("/", { target: "/echo?a=1", rawHeaders: [["host", host]] });
        const body = await response.text();
        if (response.status === 200) {
          const { pathname, search, username } = new URL(JSON.parse(body).url);
          assert.deepEqual([pathname, search, username], ["/echo", "?a=1", ""]);
        } else assert.ok(response.status >= 400 && response.status < 500, `answered ${response.status}`);
      },
    }),
  ),
  {
    name: "a base path that is configured is cut off",
    deploy: { adapt: { basePath: "/stage" } },
    async run(on) {
      assert.equal((await on.see("/stage/echo/x?a=1")).url.pathname, "/echo/x");
      assert.equal((await on.see("/echo")).url.pathname, "/echo");
      assert.equal((await on.send("/stages/echo")).status, 404);
      assert.equal(await (await on.send("/stage")).text(), "root");
    },
  },
];
