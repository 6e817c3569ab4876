import { createContext, http, json, provide } from "onefn";
import { describe, expect, expectTypeOf, it } from "vitest";
import { order } from "./support/order.js";

describe("valid", () => {
  const Page = {
    "~standard": {
      version: 1,
      vendor: "test",
      validate: async (value: unknown) => ({ value: { page: Number((value as { page: string }).page) } }),
      types: undefined as unknown as { input: unknown; output: { page: number } },
    },
  } as const;

  it("types what the schemas made of the input", () => {
    http({ path: "/:id", json: order, query: Page }, (_, context) => {
      expectTypeOf(context.valid.json).toEqualTypeOf<{ sku: string }>();
      expectTypeOf(context.valid.query).toEqualTypeOf<{ page: number }>();
      expectTypeOf(context.params.id).toEqualTypeOf<string>();
      // @ts-expect-error no schema checks the form
      return json(context.valid.form ?? null);
    });
    // @ts-expect-error without a schema nothing is valid
    http({ path: "/" }, (_, context) => json(context.valid));
    // @ts-expect-error a plain object checks nothing
    expect(() => http({ json: {} }, () => json(null))).toThrow("json must be a Standard Schema");
  });

  it("keeps what middleware adds beside it", () => {
    http({ use: [provide(() => ({ user: "ada" }))], json: order }, (_, context) =>
      json(`${context.user satisfies string} ${context.valid.json.sku satisfies string}`),
    );
  });

  it("takes a form that repeats a name many times in the time that its size needs", async () => {
    const tags = {
      "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) },
    } as const;
    const save = http({ form: tags }, (_, context) => {
      const { tag, other } = context.valid.form as { tag: string[]; other: string };
      return json([tag.length, tag[0], tag.at(-1), other]);
    });
    const body = new URLSearchParams(`${"tag=a&".repeat(19_999)}tag=z&other=b`);
    const request = new Request("http://localhost/", { method: "POST", body });
    const started = performance.now();
    const response = await save.handler(request, createContext());
    expect(await response.json()).toEqual([20_000, "a", "z", "b"]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it("answers any number of issues", async () => {
    const count = 200_000;
    const issues = Array.from({ length: count }, (_, index) => ({ message: "no", path: [index] }));
    const picky = { "~standard": { version: 1, vendor: "test", validate: () => ({ issues }) } } as const;
    const save = http({ json: picky }, () => json(null));
    const headers = { "content-type": "application/json" };
    const request = new Request("http://localhost/", { method: "POST", headers, body: "[]" });
    const response = await save.handler(request, createContext());
    expect(response.status).toBe(422);
    expect(((await response.json()) as { errors: unknown[] }).errors).toHaveLength(count);
  });

  it("leaves it to a unit test what is valid", async () => {
    const create = http({ json: order }, (_, context) => json(context.valid.json.sku));
    const context = createContext({ valid: { json: { sku: "apples" } } });
    const response = await create.handler(new Request("http://localhost/", { method: "POST" }), context);
    expect(await response.json()).toBe("apples");
  });
});
