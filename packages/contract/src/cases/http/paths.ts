import assert from "node:assert/strict";
import type { HttpCase } from "../../case.js";
import { LITERAL_PATHS, type Whereabouts } from "../../functions/http/paths.js";
import type { HttpRun, Outgoing } from "../../run/http-run.js";

/** What a function reports of a request. Parsing must not change the request's URL. */
async function whereabouts(on: HttpRun, path: string, outgoing?: Outgoing): Promise<Whereabouts> {
  const seen = await on.json<Whereabouts>(path, outgoing);
  assert.equal(seen.url, new URL(seen.url).href);
  return seen;
}

/** Every character as a lower-case escape, except slashes. */
function escaped(path: string): string {
  const bytes = (text: string) =>
    Array.from(new TextEncoder().encode(text), (byte) => `%${byte.toString(16).padStart(2, "0")}`);
  return path.replace(/[^/]+/g, (segment) => bytes(segment).join(""));
}

/** Where a target leads once its dot segments and backslashes are resolved. */
const RESOLVED = [
  ["/open/../guarded", "/guarded", "/guarded"],
  ["/open/%2e%2e/guarded", "/guarded", "/guarded"],
  ["/open/%2E./guarded", "/guarded", "/guarded"],
  ["/open/.%2e/guarded?a=/../b", "/guarded", "/guarded"],
  ["/open/a/./%2e/../../guarded", "/guarded", "/guarded"],
  ["/../../guarded/", "/guarded", "/guarded/"],
  ["/./guarded/.", "/guarded", "/guarded/"],
  ["/guarded/x/%2e%2E", "/guarded", "/guarded/"],
  ["/guarded/..", "root", "/"],
] as const;

/** The same for backslashes, which URL parsers read as slashes. */
const BACKSLASHES = [
  ["/open/..\\guarded", "/guarded", "/guarded"],
  ["/open\\..\\guarded\\x", "/guarded/:what", "/guarded/x"],
  ["/open/a\\b", "/open/*", "/open/a/b"],
] as const;

/** Paths as clients write them, and the functions that they lead to. */
export const pathCases: readonly HttpCase[] = [
  ...RESOLVED.map(
    ([target, route, pathname]): HttpCase => ({
      name: `path: ${target} is resolved before a function is looked for`,
      ...(target.includes("./%2e/") && { needs: "mixedDots" }),
      async run(on) {
        if (route === "root") return assert.equal(await (await on.send("/", { target })).text(), route);
        const seen = await whereabouts(on, "/", { target });
        assert.deepEqual([seen.route, new URL(seen.url).pathname], [route, pathname]);
      },
    }),
  ),
  ...BACKSLASHES.map(
    ([target, route, pathname]): HttpCase => ({
      name: `path: ${target} is resolved as a URL parser does it`,
      needs: "backslashPath",
      async run(on) {
        const seen = await whereabouts(on, "/", { target });
        assert.deepEqual([seen.route, new URL(seen.url).pathname], [route, pathname]);
      },
    }),
  ),
  {
    name: "path: segments that only look like dot segments stay",
    async run(on) {
      for (const path of ["/open/.../x", "/open/.well-known", "/open/..a/b..", "/open/%2ea"]) {
        const { route, url, params } = await whereabouts(on, "/", { target: path });
        const rest = decodeURIComponent(path).slice("/open/".length);
        assert.deepEqual([route, params["*"]], ["/open/*", rest]);
        assert.equal(decodeURIComponent(new URL(url).pathname), decodeURIComponent(path));
      }
    },
  },
  {
    name: "request.url is one that parsing leaves as it is, whatever its path and query hold",
    async run(on) {
      for (const target of [
        "/open/a\"b<c>{d}^e`f|g'h",
        "/open/x?a='b'&c=\"<d>`{}|^\\",
        "/open/?",
        "/open/[x]?[]",
      ]) {
        assert.equal((await whereabouts(on, "/", { target })).route, "/open/*");
      }
    },
  },
  ...LITERAL_PATHS.map(
    (path): HttpCase => ({
      name: `path: the characters of ${path} stand for themselves, however a client spells them`,
      async run(on) {
        assert.equal((await whereabouts(on, path)).route, path);
        assert.equal((await whereabouts(on, "/", { target: escaped(path) })).route, path);
      },
    }),
  ),
  {
    name: "path: no character of a path is a wildcard",
    // Ten requests, one after another.
    limit: 20_000,
    async run(on) {
      const others = ["v1a0/x", "a", "b", "aab", "c", "cc", "users1", "0", "metadata", "Hello"];
      for (const path of others.map((each) => `/literal/${each}`)) {
        assert.deepEqual([path, (await on.send(path)).status], [path, 404]);
      }
    },
  },
  {
    name: "path: %2F does not end a segment",
    needs: "encodedSlash",
    async run(on) {
      assert.equal((await on.send("/", { target: "/guarded%2Fx" })).status, 404);
      const named = await whereabouts(on, "/", { target: "/guarded/a%2fb" });
      assert.deepEqual([named.route, named.params], ["/guarded/:what", { what: "a/b" }]);
    },
  },
  {
    name: "params: the rest of a path has the slashes that the URL has, and no dot segment",
    needs: "encodedSlash",
    async run(on) {
      for (const [target, rest] of [
        ["/open/a%2Fb/c%20d/", "a%2Fb/c d/"],
        ["/open/..%2f..%5cguarded", "..%2F..%5Cguarded"],
      ] as const) {
        const { route, params } = await whereabouts(on, "/", { target });
        assert.deepEqual([route, params], ["/open/*", { "*": rest }]);
      }
    },
  },
  {
    name: "path: an invalid escape breaks nothing",
    needs: "brokenPercent",
    async run(on) {
      for (const target of ["/open/%zz/%", "/%FF", "/literal/%e2%98"]) {
        const response = await on.send("/", { target });
        assert.ok(response.status < 500, `${target} was answered ${response.status}`);
      }
    },
  },
  ...["CONTRACT.Example", "contract.example:443", "contract.example:80"].map(
    (host): HttpCase => ({
      name: `the Host header "${host}" is in request.url as parsing gives it`,
      needs: host.endsWith(":443") ? ["host", "hostPort"] : "host",
      async run(on) {
        await whereabouts(on, "/", { target: "/guarded", rawHeaders: [["host", host]] });
      },
    }),
  ),
  {
    name: "a base path beyond ASCII is cut off, however a client spells it",
    deploy: { adapt: { basePath: "/caf\u00e9/~b" } },
    async run(on) {
      for (const base of ["/caf%C3%A9/~b", "/caf%c3%a9/%7eb", "/x/../%63af%C3%a9/./~b"]) {
        const { route, url } = await whereabouts(on, "/", { target: `${base}/guarded?a=1` });
        assert.deepEqual([route, new URL(url).pathname], ["/guarded", "/guarded"]);
        assert.equal(await (await on.send("/", { target: base })).text(), "root");
      }
      assert.equal((await on.send("/caf%C3%A9/~bb/guarded")).status, 404);
      assert.equal((await on.send("/caf%C3%A9/guarded")).status, 404);
    },
  },
];
