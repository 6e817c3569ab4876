import { http, text } from "onefn";
import { describe, expect, it } from "vitest";
import { createRouter } from "../src/http/route.js";

const at = (path?: string, methods?: readonly string[]) =>
  http({ ...(path !== undefined && { path }), ...(methods && { methods }) }, () => text(path ?? "any"));

function route(functions: ReturnType<typeof at>[], path: string, method = "GET") {
  const found = createRouter(functions)({ url: `https://example.com${path}`, method });
  return found.fn ? { path: found.fn.trigger.path, params: { ...found.params } } : { allow: found.allow };
}

describe("routing", () => {
  it("prefers what is more particular, whatever the order of definition", () => {
    const all = [at(), at("/*"), at("/users/:id"), at("/users/me")];
    expect(route(all, "/users/me")).toEqual({ path: "/users/me", params: {} });
    expect(route(all, "/users/7")).toEqual({ path: "/users/:id", params: { id: "7" } });
    expect(route(all, "/users/7/posts")).toEqual({ path: "/*", params: { "*": "users/7/posts" } });
  });

  it("prefers the longer of two suffixes", () => {
    const all = [at("/:file"), at("/:file.js"), at("/:file.min.js"), at("/:file.zip")];
    for (const functions of [all, [...all].reverse()]) {
      expect(route(functions, "/app.min.js")).toEqual({ path: "/:file.min.js", params: { file: "app" } });
      expect(route(functions, "/app.js")).toEqual({ path: "/:file.js", params: { file: "app" } });
      expect(route(functions, "/app.css")).toEqual({ path: "/:file", params: { file: "app.css" } });
    }
  });

  it("gives HEAD to the function that lists it, though one for GET was defined before", () => {
    const [get, head] = [at("/report", ["GET"]), at("/report", ["HEAD"])];
    const route = createRouter([get, head]);
    const to = (method: string) => route({ url: "https://example.com/report", method }).fn;
    expect([to("HEAD"), to("GET")]).toEqual([head, get]);
    expect(to("HEAD")).toBe(head);
  });

  it("decodes parameters, and leaves what is not percent-encoding as it is", () => {
    expect(route([at("/files/:name")], "/files/a%2Fb%20c")).toEqual({
      path: "/files/:name",
      params: { name: "a/b c" },
    });
    expect(route([at("/files/:name")], "/files/100%")).toMatchObject({ params: { name: "100%" } });
  });

  it("tells paths of other letter cases apart", () => {
    expect(route([at("/admin")], "/ADMIN")).toEqual({ allow: [] });
    expect(route([at("/a"), at("/A")], "/A")).toMatchObject({ path: "/A" });
  });

  it("finds a path beyond ASCII as a URL spells it, and keeps it as it was defined", () => {
    expect(route([at("/caf\u00e9 bar/:name")], "/caf%C3%A9%20bar/x")).toEqual({
      path: "/caf\u00e9 bar/:name",
      params: { name: "x" },
    });
    expect(() => createRouter([at("/caf\u00e9"), at("/caf%C3%A9")])).toThrow(
      expect.objectContaining({ code: "ONEFN_DUPLICATE_TRIGGER" }),
    );
  });

  it("finds a suffix before a parameter without one", () => {
    const all = [at("/files/:name"), at("/files/:name.json")];
    expect(route(all, "/files/a.json")).toEqual({ path: "/files/:name.json", params: { name: "a" } });
    expect(route(all, "/files/a.txt")).toMatchObject({ path: "/files/:name" });
  });

  it("keeps a parameter named __proto__ a parameter", () => {
    const found = createRouter([at("/:__proto__")])({ url: "https://example.com/x", method: "GET" });
    expect(found.fn && Object.keys(found.params)).toEqual(["__proto__"]);
  });

  it("lets GET answer HEAD, and tells which methods a path has", () => {
    const all = [at("/a", ["GET"]), at("/a", ["POST"])];
    expect(route(all, "/a", "HEAD")).toMatchObject({ path: "/a" });
    expect(route(all, "/a", "DELETE")).toEqual({ allow: ["GET", "POST"] });
    expect(route(all, "/b")).toEqual({ allow: [] });
  });

  it.each([
    ["the same path", [at("/a/:x"), at("/a/:y")]],
    ["every path", [at(), at()]],
    ["an overlapping method", [at("/a", ["GET", "PUT"]), at("/a", ["put"])]],
  ])("refuses two functions that claim %s", (_what, functions) => {
    expect(() => createRouter(functions)).toThrow(
      expect.objectContaining({ code: "ONEFN_DUPLICATE_TRIGGER" }),
    );
  });

  it("compares decoded segments, each decoded once", () => {
    for (const path of ["/hello", "/%68ello", "/%68%65llo/"]) {
      expect(route([at("/hello")], path)).toMatchObject({ path: "/hello" });
    }
    expect(route([at("/%68ello")], "/hello")).toMatchObject({ path: "/%68ello" });
    expect(route([at("/hello")], "/%2568ello")).toEqual({ allow: [] });
    expect(route([at("/100%")], "/100%25")).toMatchObject({ path: "/100%" });
    expect(route([at("/a\\b")], "/a%5cb")).toMatchObject({ path: "/a\\b" });
    expect(route([at("/a/b")], "/a%2Fb")).toEqual({ allow: [] });
    expect(route([at("/a%2Fb")], "/a%2fb")).toMatchObject({ path: "/a%2Fb" });
    expect(route([at("/a%2Fb")], "/a/b")).toEqual({ allow: [] });
    expect(route([at("/a%2A")], "/a*")).toMatchObject({ path: "/a%2A" });
  });

  it("tells apart paths that differ in an encoded slash alone", () => {
    expect(route([at("/a%2Fb"), at("/a/b")], "/a/b")).toMatchObject({ path: "/a/b" });
    expect(() => createRouter([at("/a"), at("/%61/")])).toThrow(
      expect.objectContaining({ code: "ONEFN_DUPLICATE_TRIGGER" }),
    );
  });

  it("takes every character of a segment for itself", () => {
    const all = [
      "/v1.0/x",
      "/a|b",
      "/$metadata",
      "/users('1')",
      "/a+b",
      "/c++",
      "/(a)",
      "/^a",
      "/a{b",
      "/a.b.c",
    ];
    for (const path of all) expect(route([at(path)], path)).toMatchObject({ path });
    for (const path of [
      "/v1a0/x",
      "/a",
      "/b",
      "/aab",
      "/ab",
      "/c",
      "/cc",
      "/users1",
      "/aXbXc",
      "/metadata",
    ]) {
      expect(
        route(
          all.map((each) => at(each)),
          path,
        ),
      ).toEqual({ allow: [] });
    }
  });

  it("keeps slashes of a path apart from those of its segments", () => {
    expect(route([at("/a/:id")], "/a/b%2Fc")).toEqual({ path: "/a/:id", params: { id: "b/c" } });
    expect(route([at("/a/*")], "/a/b%2Fc%5Cd/%C3%A9/%2525")).toEqual({
      path: "/a/*",
      params: { "*": "b%2Fc%5Cd/\u00e9/%25" },
    });
  });

  it("leaves a segment with an escape that is none as it is", () => {
    expect(route([at("/:a/:b")], "/%zz%41/%41")).toEqual({ path: "/:a/:b", params: { a: "%zz%41", b: "A" } });
    expect(route([at("/*")], "/%zz/%41/%FF/%")).toEqual({ path: "/*", params: { "*": "%zz/A/%FF/%" } });
  });

  it.each([
    ["/a", "/a/", {}],
    ["/a/", "/a", {}],
    ["/a", "/a//", undefined],
    ["/a", "/ab", undefined],
    ["/", "/", {}],
    ["/", "//", undefined],
    ["/a//b", "/a//b", {}],
    ["/a//b", "/a/b", undefined],
    ["/a/:b", "/a//", undefined],
    ["/a/:b", "/a", undefined],
    ["/a/:b", "/a/x/", { b: "x" }],
    ["/a/:b", "/a/x/y", undefined],
    ["/a/:b?", "/a", {}],
    ["/a/:b?", "/a/", {}],
    ["/a/:b?", "/a//", undefined],
    ["/a/:b?", "/a/x/", { b: "x" }],
    ["/a/:b?", "/ab", undefined],
    ["/a/:b?/:c?", "/a/x", { b: "x" }],
    ["/a/:b?/:c?", "/a/x/y", { b: "x", c: "y" }],
    ["/:b.json", "/x.json.json", { b: "x.json" }],
    ["/:b.json", "/.json", undefined],
    ["/:b.json", "/x%2Ejson/", { b: "x" }],
    ["/:b.json", "/xajson", undefined],
    ["/a/:b.json/c", "/a/x.json/c", { b: "x" }],
    ["/a/*", "/a", undefined],
    ["/a/*", "/a/", { "*": "" }],
    ["/a/*", "/ab/c", undefined],
    ["/a/*", "/a/b//c/", { "*": "b//c/" }],
    ["/*", "/", { "*": "" }],
    ["/:id/*", "/x/y", { id: "x", "*": "y" }],
  ])("%s matches %s: %o", (defined, path, params) => {
    expect(route([at(defined)], path)).toEqual(params ? { path: defined, params } : { allow: [] });
  });

  it("ends a path where a query or a fragment begins", () => {
    for (const rest of ["?x=/b", "#x", "#x?y", "?x#y"]) {
      expect(route([at("/a"), at("/*")], `/a${rest}`)).toMatchObject({ path: "/a" });
    }
  });

  it("takes as many steps as a path has segments, whatever they hold", () => {
    const reads: string[] = [];
    const path = `/${"a.".repeat(2000)}`;
    const { indexOf } = String.prototype;
    String.prototype.indexOf = function (this: string, ...args: [string, number]) {
      reads.push(args[0]);
      return indexOf.apply(this, args);
    };
    try {
      route([at("/:a.a.b/:b.a.b/:c.a.b"), at("/:a/:b?/:c?/:d?")], path);
    } finally {
      String.prototype.indexOf = indexOf;
    }
    expect(reads.length).toBeLessThan(20);
  });
});
