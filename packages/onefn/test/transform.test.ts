import {
  type Context,
  createContext,
  createTransformRecord,
  drop,
  isDrop,
  partitioned,
  provide,
  type Schema,
  transform,
} from "onefn";
import { writtenBody } from "onefn/provider";
import { describe, expect, expectTypeOf, it } from "vitest";

interface Click {
  readonly page: string;
}

const Clicks: Schema<unknown, Click> = {
  "~standard": { version: 1, vendor: "test", validate: (value) => ({ value: value as Click }) },
};

describe("transform", () => {
  it("is plain data with a handler, which a unit test calls", async () => {
    const enrich = transform({ from: "clicks", name: "enrich", schema: Clicks }, ({ data, key }) =>
      data.page === "/bot" ? drop() : { ...data, visitor: key },
    );
    expect(enrich).toMatchObject({ kind: "transform", name: "enrich", trigger: { from: "clicks" } });
    const record = createTransformRecord({ data: { page: "/tea" }, key: "visitor-1" });
    expect(await enrich.handler(record, createContext())).toEqual({ page: "/tea", visitor: "visitor-1" });
    expect(
      isDrop(await enrich.handler(createTransformRecord({ data: { page: "/bot" } }), createContext())),
    ).toBe(true);
  });

  it("creates records that look like those of a provider", () => {
    const time = new Date(0);
    const record = createTransformRecord({ data: 1, attributes: { mode: "a" }, time });
    expect(JSON.parse(JSON.stringify(record))).toMatchObject({
      specversion: "1.0",
      type: "test.transform",
      source: "test",
      time: "1970-01-01T00:00:00.000Z",
      attributes: { mode: "a" },
      data: 1,
    });
  });

  it("types the data by its schema and format, and the context by its middleware", () => {
    const one = transform({ schema: Clicks }, ({ data }) => {
      expectTypeOf(data).toEqualTypeOf<Click>();
      return data.page;
    });
    expectTypeOf(one.handler).parameter(0).toHaveProperty("data").toEqualTypeOf<Click>();
    transform({ as: "bytes" }, ({ data }) => {
      expectTypeOf(data).toEqualTypeOf<Uint8Array>();
      return data;
    });
    transform(({ data }) => {
      expectTypeOf(data).toEqualTypeOf<unknown>();
      return partitioned({ seen: true }, { year: "2026" });
    });
    transform({ use: [provide((_: unknown, _context: Context) => ({ tenant: "a" }))] }, (_, { tenant }) => {
      expectTypeOf(tenant).toEqualTypeOf<string>();
      return tenant;
    });
  });

  it("does not compile for a handler that may return nothing", () => {
    // @ts-expect-error: nothing becomes of the record.
    transform(() => {});
    // @ts-expect-error: the same, later.
    transform(async () => {});
    // @ts-expect-error: nothing becomes of some records.
    transform(async ({ id }) => (id === "1" ? { id } : undefined));
    // @ts-expect-error: the options of queues are none of a transform.
    expect(() => transform({ rejected: "retry" }, () => 1)).toThrow("no option");
    interface Row {
      readonly id: string;
    }
    const row: Row = { id: "1" };
    transform(async ({ id }) => (id === "1" ? row : drop()));
  });

  it.each([
    ["a handler that is none", () => transform("x" as never)],
    ["a schema that is none", () => transform({ schema: {} as never }, () => 1)],
    ["a stream that is no text", () => transform({ from: 1 as never }, () => 1)],
  ])("refuses %s", (_, define) => {
    expect(define).toThrow(expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }));
  });
});

describe("a value as a body", () => {
  it("is a text or bytes as they are, and JSON otherwise", () => {
    const bytes = Uint8Array.of(1);
    expect(writtenBody(bytes)).toBe(bytes);
    expect(writtenBody("a\n")).toBe("a\n");
    expect(writtenBody({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
    expect(() => writtenBody({ n: 1n })).toThrow('the member "n" is a bigint');
  });
});
