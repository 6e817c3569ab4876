import { type Change, change } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt as adaptDocumentdb } from "../src/change/documentdb.js";
import { adapt, isAws } from "../src/index.js";
import { documentdb, dynamodb } from "../src/simulator/index.js";

const quiet = { log: () => {} };

/** A change as Lambda delivers it. `over` replaces members. */
const changed = (over: object = {}) => ({
  event: {
    _id: { _data: "0163eeb6e7000000090100000009000041e1" },
    clusterTime: { $timestamp: { t: 1676588775, i: 9 } },
    documentKey: { _id: { $oid: "63eeb6e7d418cd98afb1c1d7" } },
    fullDocument: { _id: { $oid: "63eeb6e7d418cd98afb1c1d7" }, anyField: "sampleValue" },
    ns: { db: "shop", coll: "orders" },
    operationType: "insert",
    ...over,
  },
});

const event = (...events: readonly unknown[]) => ({
  eventSourceArn: "arn:aws:rds:us-east-1:123456789012:cluster:shop",
  events,
  eventSource: "aws:docdb",
});

async function receive(native: unknown, options: object = {}): Promise<readonly Change[]> {
  const seen: Change[] = [];
  await adaptDocumentdb(
    change(options, (each) => void seen.push(each)),
    quiet,
  )(native);
  return seen;
}

/** The document after a change. */
async function after(document: object, options: object = {}): Promise<unknown> {
  return (await receive(event(changed({ fullDocument: document })), options))[0]?.after;
}

describe("a change of DocumentDB", () => {
  it("is a CloudEvent with the operation, the collection, the key and the document", async () => {
    const [first] = await receive(event(changed()));
    expect(JSON.parse(JSON.stringify(first))).toEqual({
      specversion: "1.0",
      id: "0163eeb6e7000000090100000009000041e1",
      source: "arn:aws:rds:us-east-1:123456789012:cluster:shop",
      type: "com.amazonaws.documentdb.insert",
      time: "2023-02-16T23:06:15.000Z",
      operation: "insert",
      table: "orders",
      key: { _id: "63eeb6e7d418cd98afb1c1d7" },
      after: { _id: "63eeb6e7d418cd98afb1c1d7", anyField: "sampleValue" },
      extensions: { database: "shop" },
      data: changed().event,
    });
  });

  it.each([
    ["insert", "insert"],
    ["update", "update"],
    ["replace", "update"],
    ["delete", "delete"],
  ])("by %s has the operation %s", async (operationType, operation) => {
    expect((await receive(event(changed({ operationType }))))[0]?.operation).toBe(operation);
  });

  it.each([undefined, null])("has no document after it if the event has %s", async (fullDocument) => {
    const native = event(changed({ operationType: "update", fullDocument }));
    const [first] = await receive(native);
    expect([first?.before, first?.after]).toEqual([undefined, undefined]);
  });

  it("has every member of its key", async () => {
    const documentKey = { region: "eu", _id: { $numberLong: "9007199254740993" } };
    expect((await receive(event(changed({ documentKey }))))[0]?.key).toEqual({
      region: "eu",
      _id: 9007199254740993n,
    });
  });

  it("belongs to the function of its collection, whose name may have dots, or of the database with it", async () => {
    const seen: string[] = [];
    const handler = adapt(
      {
        logs: change({ table: "logs.2026" }, () => void seen.push("logs")),
        other: change({ table: "archive.orders" }, () => void seen.push("archive")),
        orders: change({ table: "orders" }, () => void seen.push("orders")),
      },
      quiet,
    );
    const of = (db: string, coll: string) => changed({ ns: { db, coll } });
    await handler(event(of("shop", "logs.2026"), of("shop", "orders"), of("archive", "orders")));
    expect(seen.sort()).toEqual(["archive", "logs", "orders"]);
  });

  it("has its native change at context.platform, and leaves the event unchanged", async () => {
    const native = event(changed());
    const seen: unknown[] = [];
    const fn = change((_, context) => {
      if (isAws(context)) seen.push(context.platform.record, context.platform.record?.operationType);
    });
    await adapt(fn, quiet)(native);
    expect(seen).toEqual([changed().event, "insert"]);
    expect(native).toEqual(event(changed()));
  });
});

describe("the values of a document", () => {
  it("are JavaScript's, in the canonical form of Extended JSON", async () => {
    const document = {
      id: { $oid: "63eeb6e7d418cd98afb1c1d7" },
      int: { $numberInt: "-3" },
      long: { $numberLong: "42" },
      big: { $numberLong: "9007199254740993" },
      half: { $numberDouble: "0.5" },
      infinite: { $numberDouble: "-Infinity" },
      none: { $numberDouble: "NaN" },
      price: { $numberDecimal: "19.90" },
      huge: { $numberDecimal: "9007199254740993" },
      at: { $date: { $numberLong: "1676588775123" } },
      before1970: { $date: { $numberLong: "-1" } },
      bytes: { $binary: { base64: "AP8=", subType: "00" } },
      stamp: { $timestamp: { t: 1, i: 2 } },
      list: [{ $numberInt: "1" }, { in: { $numberInt: "2" } }, null, true, "text"],
    };
    expect(await after(document)).toEqual({
      id: "63eeb6e7d418cd98afb1c1d7",
      int: -3,
      long: 42,
      big: 9007199254740993n,
      half: 0.5,
      infinite: Number.NEGATIVE_INFINITY,
      none: Number.NaN,
      price: "19.90",
      huge: "9007199254740993",
      at: new Date(1676588775123),
      before1970: new Date(-1),
      bytes: new Uint8Array([0, 255]),
      stamp: { t: 1, i: 2 },
      list: [1, { in: 2 }, null, true, "text"],
    });
  });

  it("are the same in its relaxed and its older form", async () => {
    expect(
      await after({
        n: 1.5,
        at: { $date: "2023-02-16T23:06:15.123Z" },
        older: { $date: 1676588775123 },
        bytes: { $binary: "AP8=", $type: "00" },
      }),
    ).toEqual({
      n: 1.5,
      at: new Date(1676588775123),
      older: new Date(1676588775123),
      bytes: new Uint8Array([0, 255]),
    });
  });

  it('are strings where they are numbers, with numbers: "string"', async () => {
    const document = {
      int: { $numberInt: "3" },
      big: { $numberLong: "9007199254740993" },
      half: { $numberDouble: "0.5" },
      plain: 7,
      price: { $numberDecimal: "1.50" },
    };
    expect(await after(document, { numbers: "string" })).toEqual({
      int: "3",
      big: "9007199254740993",
      half: "0.5",
      plain: "7",
      price: "1.50",
    });
  });

  it("stay in Extended JSON if JavaScript lacks their type, or they only look like one", async () => {
    const document = {
      pattern: { $regularExpression: { pattern: "^a", options: "i" } },
      least: { $minKey: 1 },
      late: { $date: { $numberLong: "9223372036854775807" } },
      field: { $oid: "1", more: true },
      wrong: { $numberLong: "many" },
      never: { $date: null },
      empty: { $date: { $numberLong: "" } },
      flag: { $date: true },
      odd: { $binary: { subType: "00" } },
      reference: { $ref: "users", $id: { $oid: "63eeb6e7d418cd98afb1c1d7" } },
    };
    expect(await after(document)).toEqual({
      ...document,
      late: { $date: 9223372036854775807n },
      reference: { $ref: "users", $id: "63eeb6e7d418cd98afb1c1d7" },
    });
  });

  it("keep members named like those of Object", async () => {
    const document = JSON.parse(
      '{"__proto__":{"polluted":{"$numberInt":"1"}},"constructor":"c","$constructor":1}',
    );
    const read = (await after(document)) as object;
    expect(Object.keys(read)).toEqual(["__proto__", "constructor", "$constructor"]);
    expect(Object.entries(read)[0]?.[1]).toEqual({ polluted: 1 });
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });
});

describe("a batch of a change stream", () => {
  it("fails as a whole once every change is handled", async () => {
    const seen: unknown[] = [];
    const cause = new Error("no");
    const fn = change(({ id }) => {
      seen.push(id);
      if (id === "b") throw cause;
    });
    const native = event(...["a", "b", "c"].map((_data) => changed({ _id: { _data } })));
    await expect(adapt(fn, quiet)(native)).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED", cause });
    expect(seen).toEqual(["a", "b", "c"]);
    expect(
      await adapt(
        change(() => {}),
        quiet,
      )(native),
    ).toBeNull();
  });

  it.each(["drop", "dropDatabase", "rename", "invalidate"])(
    "may hold a change of type %s, which is acknowledged and logged, because it is of no document",
    async (operationType) => {
      const seen: unknown[] = [];
      const lines: string[] = [];
      const fn = change({ table: "orders" }, ({ id }) => void seen.push(id));
      const handler = adapt(fn, { log: (line) => void lines.push(line) });
      const bare = changed({ operationType, ns: undefined, documentKey: undefined });
      expect(await handler(event(bare, changed({ _id: { _data: "a" } })))).toBeNull();
      expect(await handler(event(bare))).toBeNull();
      expect(seen).toEqual(["a"]);
      expect(lines.filter((line) => line.includes(`type ${operationType} `))).toHaveLength(2);
    },
  );

  it.each([
    ["null", null],
    ["without a change", {}],
    ["without a key", changed({ documentKey: undefined })],
    ["without an id", changed({ _id: undefined })],
    ["of a type that is not known", changed({ operationType: "constructor" })],
  ])("fails if it holds a change %s, and the others are handled", async (_, broken) => {
    const seen: unknown[] = [];
    const lines: string[] = [];
    const fn = change(({ id }) => void seen.push(id));
    const handler = adapt(fn, { log: (line) => void lines.push(line) });
    await expect(handler(event(broken, changed()))).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(seen).toHaveLength(1);
    expect(lines).toEqual([expect.stringContaining("ONEFN_MESSAGE_UNDECODABLE")]);
    expect(lines.join()).not.toContain("constructor");
  });
});

describe("the event builder", () => {
  it("writes inserts, updates and deletes from a document", async () => {
    const order = { _id: "1", total: 4, big: 2n ** 60n, at: new Date(1), bytes: new Uint8Array([1]) };
    const [inserted] = await receive(documentdb.insert(order, { collection: "orders" }));
    const [updated] = await receive(documentdb.update(order));
    const [deleted] = await receive(documentdb.delete(order));
    expect([inserted, updated, deleted]).toMatchObject([
      { operation: "insert", table: "orders", key: { _id: "1" }, after: order },
      { operation: "update", key: { _id: "1" }, after: order },
      { operation: "delete", key: { _id: "1" }, after: undefined },
    ]);
  });

  it("accepts a change that a handler of another source received", async () => {
    const [first] = await receive(documentdb.insert({ _id: "1", total: 4 }));
    const seen: Change[] = [];
    await adapt(
      change((each) => void seen.push(each)),
      quiet,
    )(dynamodb([first as Change]));
    const [again] = await receive(documentdb(seen));
    const { id, time, operation, key, after: item } = first as Change;
    expect(again).toMatchObject({ id, time, operation, key, after: item });
  });

  it("rejects a value that DocumentDB does not have", () => {
    expect(() => documentdb.insert({ _id: "1", tags: new Set(["a"]) })).toThrow(
      expect.objectContaining({ code: "ONEFN_MESSAGE_INVALID" }),
    );
  });
});
