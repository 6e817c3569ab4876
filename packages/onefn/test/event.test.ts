import {
  type CloudEvent,
  createContext,
  createEvent,
  type EventMiddleware,
  event,
  provide,
  type Schema,
  type TypedEvent,
} from "onefn";
import { createRecord, eventKind } from "onefn/provider";
import { describe, expect, expectTypeOf, it } from "vitest";

/** A schema that accepts everything as `Output`. */
const schemaOf = <Output>(): Schema<unknown, Output> => ({
  "~standard": { version: 1, vendor: "test", validate: (value) => ({ value: value as Output }) },
});

const Order = schemaOf<{ items: string[] }>();
const Cancellation = schemaOf<{ orderId: number }>();

describe("an event function", () => {
  it("has its claim as data", () => {
    const fn = event({ name: "welcome", type: "user.created", source: ["shop", "crm.*"] }, () => {});
    expect(fn).toMatchObject({
      kind: "event",
      name: "welcome",
      trigger: { type: ["user.created"], source: ["shop", "crm.*"] },
      batch: false,
    });
    expect(event(() => {}).trigger).toEqual({ type: undefined, source: undefined });
    const types = { "order.placed": Order, "order.cancelled": Cancellation };
    expect(event({ types }, () => {}).trigger.type).toEqual(["order.placed", "order.cancelled"]);
  });

  it.each([
    [{ type: 1 }, "type"],
    [{ type: [] }, "type"],
    [{ type: "" }, "type"],
    [{ type: "order.*.placed" }, "type"],
    [{ source: "*shop" }, "source"],
    [{ types: { a: {} } }, "types"],
    [{ types: {} }, "types"],
    [{ types: { "order.*": Order } }, "types"],
    [{ types: { a: Order }, type: "a" }, "types"],
    [{ types: { a: Order }, schema: Order }, "types"],
    [{ as: "json" }, "as"],
    [{ detailType: "a" }, "detailType"],
  ])("is rejected with %j", (options, name) => {
    expect(() => event(options as object, () => {})).toThrow(
      expect.objectContaining({
        code: "ONEFN_INVALID_OPTION",
        message: expect.stringMatching(new RegExp(`^\\[onefn\\] event: .*\\b${name}\\b`)),
      }),
    );
  });

  it.each([
    [{}, true],
    [{ type: "order.placed" }, true],
    [{ type: "order." }, false],
    [{ type: "order.*" }, true],
    [{ type: "order.placed*" }, true],
    [{ type: "order.placed.*" }, false],
    [{ type: "*" }, true],
    [{ type: ["a", "order.placed"] }, true],
    [{ type: "order.placed", source: "shop" }, true],
    [{ type: "order.placed", source: "sho" }, false],
    [{ type: "a", source: "shop" }, false],
    [{ types: { "order.placed": Order } }, true],
    [{ types: { toString: Order } }, false],
  ])("with the filters %j takes the event: %j", (options, taken) => {
    const source = { type: () => "order.placed", source: () => "shop" };
    expect(
      eventKind.admits?.(
        event(options as object, () => {}),
        source as never,
      ),
    ).toBe(taken);
  });

  it("types the data by its schema", () => {
    event((each) => {
      expectTypeOf(each).toEqualTypeOf<CloudEvent>();
    });
    event({ type: "order.placed", schema: Order }, ({ data }) => {
      expectTypeOf(data).toEqualTypeOf<{ items: string[] }>();
    });
  });

  it("types the data of several types as a union that the type narrows", () => {
    const fn = event({ types: { "order.placed": Order, "order.cancelled": Cancellation } }, (each) => {
      expectTypeOf(each.type).toEqualTypeOf<"order.placed" | "order.cancelled">();
      if (each.type === "order.placed") expectTypeOf(each.data).toEqualTypeOf<{ items: string[] }>();
      else expectTypeOf(each.data).toEqualTypeOf<{ orderId: number }>();
    });
    expectTypeOf(fn.handler)
      .parameter(0)
      .toEqualTypeOf<
        TypedEvent<"order.placed", { items: string[] }> | TypedEvent<"order.cancelled", { orderId: number }>
      >();
  });

  it("takes middleware, whose additions its context has", async () => {
    const seen: unknown[] = [];
    const log: EventMiddleware<CloudEvent> = (each, _, next) => {
      seen.push(each.type);
      return next();
    };
    const withTenant = provide((each: CloudEvent) => ({ tenant: each.source }));
    const fn = event({ use: [log, withTenant] }, (_, { tenant }) => {
      expectTypeOf(tenant).toEqualTypeOf<string>();
      seen.push(tenant);
    });
    await fn.handler(createEvent({ type: "a", source: "shop", data: 1 }), createContext());
    expect(seen).toEqual(["a", "shop"]);
  });
});

describe("an event for unit tests", () => {
  it("fits the handler without a cast, and has every member", async () => {
    const seen: unknown[] = [];
    const fn = event({ types: { "order.placed": Order, "order.cancelled": Cancellation } }, (each) => {
      seen.push(each.type === "order.placed" ? each.data.items : each.data.orderId);
    });
    const time = new Date("2026-03-01T03:30:00Z");
    const placed = createEvent({ type: "order.placed", data: { items: ["tea"] }, time });
    await fn.handler(placed, createContext());
    expect(seen).toEqual([["tea"]]);
    expect({ ...placed }).toMatchObject({
      specversion: "1.0",
      type: "order.placed",
      time: "2026-03-01T03:30:00.000Z",
      data: { items: ["tea"] },
    });
  });

  it("is written by JSON.stringify with bigints, sets and bytes", () => {
    const data = {
      big: 2n ** 60n,
      set: new Set([1, new Set(["a"])]),
      bytes: new Uint8Array([1, 2, 255]),
      at: new Date(0),
    };
    const json = JSON.parse(JSON.stringify(createEvent({ type: "a", data })));
    expect(json.data).toEqual({
      big: "1152921504606846976",
      set: [1, ["a"]],
      bytes: "AQL/",
      at: "1970-01-01T00:00:00.000Z",
    });
  });

  it("is written with bigints in records without inherited names, and in members called toJSON", () => {
    const record = Object.assign(createRecord<bigint>(), { most: 2n ** 64n });
    const json = JSON.parse(JSON.stringify(createEvent({ type: "a", data: { record, toJSON: 1n } })));
    expect(json.data).toEqual({ record: { most: "18446744073709551616" }, toJSON: "1" });
  });

  it("keeps a member __proto__ in JSON", () => {
    const data = JSON.parse('{"__proto__":{"a":1}}');
    expect(JSON.stringify(createEvent({ type: "a", data }))).toContain('"data":{"__proto__":{"a":1}}');
  });
});
