import { http, OnefnError, text } from "onefn";
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

  it("refuses a path that does not begin with a slash", () => {
    expect(() => createRouter([at("hello")])).toThrow(OnefnError);
  });
});
