import { type Change, change, createChange, createContext, isOnefnFunction, provide, retry } from "onefn";
import { describe, expect, expectTypeOf, it } from "vitest";

interface Item {
  readonly sku: string;
  readonly left: number;
}

/** A Standard Schema without a library. */
const Product = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value: unknown) => ({ value: value as Item }),
    types: undefined as unknown as { input: unknown; output: Item },
  },
} as const;

describe("change", () => {
  it("is plain data and a handler that a test can call", async () => {
    const index = change({ table: "products", schema: Product }, ({ operation, after }) =>
      operation === "delete" || after?.left === 0 ? retry() : undefined,
    );
    expect(isOnefnFunction(index)).toBe(true);
    expect(index).toMatchObject({
      kind: "change",
      batch: false,
      trigger: { table: "products" },
      concurrency: 1,
      numbers: "exact",
    });
    const made = createChange({ operation: "insert", key: { id: "1" }, after: { sku: "tea", left: 0 } });
    expect(await index.handler(made, createContext())).toMatchObject({ type: "retry" });
  });

  it("types the items by the schema, and the context by the middleware", () => {
    const user = provide(async () => ({ user: "ada" }));
    change({ schema: Product, use: [user] }, (each, context) => {
      expectTypeOf(each).toEqualTypeOf<Change<Item>>();
      expectTypeOf(each.before).toEqualTypeOf<Item | undefined>();
      expectTypeOf(context.user).toEqualTypeOf<string>();
    });
    change((each) => expectTypeOf(each.after).toEqualTypeOf<unknown>() as never);
    // @ts-expect-error a provider's own result is not an outcome.
    change(() => ({ batchItemFailures: [] }));
  });

  it.each([
    ["the format of a body, because items have none", { as: "json" }],
    ["an invalid table name", { table: 1 }],
    ["an unknown number format", { numbers: "bigint" }],
    ["a misspelt option", { tables: "a" }],
  ])("rejects %s", (_, options) => {
    expect(() => change(options as object, () => {})).toThrow(
      expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }),
    );
  });
});

describe("a change for tests", () => {
  const made = createChange({
    operation: "update",
    table: "products",
    key: { id: "1" },
    before: { big: 2n ** 64n, tags: new Set(["a"]), in: [{ bytes: Uint8Array.of(0, 255) }] },
    time: new Date(0),
  });

  it("has the given members, and defaults", () => {
    expect(made).toMatchObject({
      specversion: "1.0",
      source: "test",
      type: "test.change",
      table: "products",
    });
    expect([made.time, made.after, made.data]).toEqual(["1970-01-01T00:00:00.000Z", undefined, undefined]);
    expect(Object.keys(made)).toEqual(
      expect.arrayContaining(["operation", "table", "key", "before", "after"]),
    );
    expect(Object.keys(made)).not.toContain("toJSON");
    expect({ ...made }.before).toBe(made.before);
  });

  it("keeps digits, set members and bytes in JSON", () => {
    expect(JSON.parse(JSON.stringify(made)).before).toEqual({
      big: "18446744073709551616",
      tags: ["a"],
      in: [{ bytes: "AP8=" }],
    });
  });
});
