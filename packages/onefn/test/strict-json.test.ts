import { strictJson } from "onefn/provider";
import { describe, expect, it } from "vitest";

describe("strictJson", () => {
  it.each([
    [undefined, "null"],
    [{ a: undefined, b: [undefined] }, '{"b":[null]}'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [{ toJSON: () => "own" }, '"own"'],
    [JSON.parse('{"__proto__":1}'), '{"__proto__":1}'],
  ])("writes %o", (value, text) => {
    expect(strictJson(value)).toBe(text);
  });

  it.each([
    ["a bigint", 1n],
    ["bytes", Uint8Array.of(1)],
    ["bytes", Buffer.from("a")],
    ["bytes", new ArrayBuffer(1)],
    ["a Map or a Set", new Map()],
    ["a Map or a Set", new Set()],
    ["a promise", Promise.resolve()],
    ["a function", () => {}],
    ["a symbol", Symbol("s")],
    ["a number that is not finite", Number.POSITIVE_INFINITY],
  ])("refuses %s, and names the member", (what, value) => {
    expect(() => strictJson({ list: [{ inner: value }] })).toThrow(
      new TypeError(`the member "inner" is ${what}, which JSON lacks`),
    );
    expect(() => strictJson(value)).toThrow(new TypeError(`the value is ${what}, which JSON lacks`));
  });

  it("does not repeat what a value's own toJSON says, and keeps it as the cause", () => {
    const cause = new TypeError("secret");
    const failing = () => {
      throw cause;
    };
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    for (const value of [
      { toJSON: failing },
      Object.defineProperty({}, "a", { get: failing, enumerable: true }),
    ])
      expect(() => strictJson({ value })).toThrow(
        expect.objectContaining({ message: "it has a cycle, or its toJSON() failed", cause }),
      );
    expect(() => strictJson(cycle)).toThrow(/^it has a cycle/);
  });
});
