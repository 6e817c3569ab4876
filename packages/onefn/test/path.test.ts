import { http, json, text, type ValidPath } from "onefn";
import { describe, expect, expectTypeOf, it } from "vitest";

/** As JavaScript would, past the types. */
const define = (path: unknown) => http({ path: path as string }, () => text("never"));

describe("a path that cannot work", () => {
  it.each([
    ["hello", "hello"],
    ["", ""],
    ["/a/{id}", "{id}"],
    ["/a/{id}.json", "{id}.json"],
    ["/{proxy+}", "{proxy+}"],
    ["/a/[id]/b", "[id]"],
    ["/a?x=1", "a?x=1"],
    ["/a#b", "a#b"],
    ["/:id(\\d+)", ":id(\\d+)"],
    ["/:id*", ":id*"],
    ["/:id+", ":id+"],
    ["/:a:b", ":a:b"],
    ["/:", ":"],
    ["/:?/a", ":?"],
    ["/:.json", ":.json"],
    ["/:a.json?", ":a.json?"],
    ["/:id/x/:id", ":id"],
    ["/:id/x/:id.json", ":id.json"],
    ["/:a?/b", "b"],
    ["/:a?/:b", ":b"],
    ["/:a?/*", "*"],
    ["/*/a", "*"],
    ["/files/*.txt", "*.txt"],
    ["/a*", "a*"],
    ["/**", "**"],
    ["/*?", "*?"],
    ["/a/../b", ".."],
    ["/./a", "."],
  ])("is refused at its definition: %s", (path, place) => {
    expect(() => define(path)).toThrow(
      expect.objectContaining({
        code: "ONEFN_INVALID_OPTION",
        message: expect.stringContaining(
          `the path "${path}" cannot have "${place}" there. Write "/segment", `,
        ),
      }),
    );
  });

  it.each([7, null])("is refused at its definition where it is no text: %s", (path) => {
    expect(() => define(path as never)).toThrow("[onefn] http: path must be a string.");
  });

  it.each([
    "/",
    "/a/",
    "/:__proto__/:constructor",
    "/:user-id/:$x/:_y/:gr\u00f6\u00dfe",
    "/items:batch",
    "/a{b/c}d/{}",
    "/a<b>/a[0]",
    "/...",
    "/.well-known/x",
    "/:a?/:b?/",
    "/*",
    "/:name.tar.gz",
  ])("is not %s", (path) => {
    expect(define(path).trigger.path).toBe(path);
  });
});

describe("the type of a path", () => {
  it("names the mistake and the way out", () => {
    expectTypeOf<
      ValidPath<"/a/{id}">
    >().toEqualTypeOf<'Write ":id" instead of "{id}", or "*" for the rest of the path.'>();
    expectTypeOf<
      ValidPath<"/[id]">
    >().toEqualTypeOf<'Write ":id" instead of "[id]", or "*" for the rest of the path.'>();
    expectTypeOf<ValidPath<"a">>().toEqualTypeOf<'Write "/a": a path begins with a slash.'>();
    expectTypeOf<
      ValidPath<"/a?x=1">
    >().toEqualTypeOf<"Leave query and fragment out: they are in request.url.">();
    expectTypeOf<
      ValidPath<"/:id/x/:id?">
    >().toEqualTypeOf<"Give each part a unique name: :id? appears twice.">();
    expectTypeOf<ValidPath<"/*/a">>().toEqualTypeOf<'Write "*" only as the last segment.'>();
    expectTypeOf<
      ValidPath<"/a/:b?/c/:d">
    >().toEqualTypeOf<'Move ":b?" to the end: what follows it is not optional.'>();
    expectTypeOf<ValidPath<"/:a?/:b?/">>().toEqualTypeOf<"/:a?/:b?/">();
    // @ts-expect-error what follows an optional segment is optional too
    expect(() => http({ path: "/:a?/:b" }, () => text(""))).toThrow();
    // @ts-expect-error no pattern stands in a path
    expect(() => http({ path: "/:id(\\d+)" }, () => text(""))).toThrow();
    // @ts-expect-error a star is a whole segment
    expect(() => http({ path: "/files/*.txt" }, () => text(""))).toThrow();
    // @ts-expect-error a name is missing
    expect(() => http({ path: "/:/a" }, () => text(""))).toThrow();
    // @ts-expect-error request paths are already resolved
    expect(() => http({ path: "/a/../b" }, () => text(""))).toThrow();
  });

  it("leaves good paths, and those that are not known before", () => {
    expectTypeOf<ValidPath<string>>().toEqualTypeOf<string>();
    expectTypeOf<ValidPath<`/x/${string}`>>().toEqualTypeOf<`/x/${string}`>();
    http({ path: "/:a/users('1')/$metadata/a{b/:c.json/:__proto__/*" }, (_, { params }) => {
      expectTypeOf(params.a).toEqualTypeOf<string>();
      expectTypeOf(params.c).toEqualTypeOf<string>();
      expectTypeOf(params["*"]).toEqualTypeOf<string>();
      return json(params);
    });
  });
});
