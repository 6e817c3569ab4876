import { adapt } from "@onefn/aws";
import { type Change, change } from "onefn";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DynamodbLocal, hasJava, type Item } from "./dynamodb/local.js";

if (!hasJava)
  console.warn("[onefn/runtimes] This machine has no Java, so no stream of DynamoDB Local is read.");

const quiet = { log: () => {} };

/** An item with a value of every type that DynamoDB has. */
const ITEM: Item = {
  id: { S: "é/1" },
  empty: { S: "" },
  whole: { N: "9007199254740993" },
  decimal: { N: "0.12345678901234567890" },
  price: { N: "1.50" },
  large: { N: "1E+30" },
  bytes: { B: Buffer.from([0, 255]).toString("base64") },
  yes: { BOOL: true },
  nothing: { NULL: true },
  list: { L: [{ N: "1" }, { M: { deep: { S: "x" } } }] },
  none: { L: [] },
  texts: { SS: ["a", "b"] },
  numbers: { NS: ["1", "2"] },
  parts: { BS: [Buffer.from([1]).toString("base64")] },
  ["__proto__"]: { S: "own" },
};

const VALUES = {
  id: "é/1",
  empty: "",
  whole: 9007199254740993n,
  decimal: "0.1234567890123456789",
  price: 1.5,
  large: 10n ** 30n,
  bytes: new Uint8Array([0, 255]),
  yes: true,
  nothing: null,
  list: [1, { deep: "x" }],
  none: [],
  texts: new Set(["a", "b"]),
  numbers: new Set([1, 2]),
  parts: new Set([new Uint8Array([1])]),
};

describe.skipIf(!hasJava)("the stream of DynamoDB Local", () => {
  let local: DynamodbLocal;
  beforeAll(async () => {
    local = await DynamodbLocal.start();
  });
  afterAll(() => local?.stop());

  /** The event of a table's records, as Lambda passes it on: with the stream's ARN. */
  async function eventOf(stream: string, count: number) {
    const records = await local.records(stream, count);
    return { Records: records.map((record) => ({ ...record, eventSourceARN: stream })) };
  }

  it("delivers inserts, updates and deletes with every type of value", async () => {
    const stream = await local.createTable("products");
    await local.put("products", ITEM);
    await local.put("products", { ...ITEM, yes: { BOOL: false } });
    // A put that changes nothing makes no record.
    await local.put("products", { ...ITEM, yes: { BOOL: false } });
    await local.delete("products", { id: ITEM.id as Item[string] });
    const seen: Change[] = [];
    const handler = adapt(
      change({ table: "products" }, (each) => void seen.push(each)),
      quiet,
    );
    const event = await eventOf(stream, 3);
    expect(await handler(event)).toEqual({ batchItemFailures: [] });
    const changed = { ...VALUES, yes: false };
    expect(seen).toMatchObject([
      { operation: "insert", table: "products", key: { id: "é/1" }, before: undefined, after: VALUES },
      { operation: "update", key: { id: "é/1" }, before: VALUES, after: changed },
      { operation: "delete", key: { id: "é/1" }, before: changed, after: undefined },
    ]);
    for (const item of [seen[0]?.after, seen[2]?.before])
      expect(Object.getOwnPropertyDescriptor(item, "__proto__")?.value).toBe("own");
    expect(new Set(seen.map(({ id }) => id)).size).toBe(3);
    expect(seen.every(({ time }) => Math.abs(Date.parse(time ?? "") - Date.now()) < 3_600_000)).toBe(true);
  });

  it("names the record that failed by its own sequence number", async () => {
    const stream = await local.createTable("orders");
    for (const id of ["a", "b", "c"]) await local.put("orders", { id: { S: id } });
    const handler = adapt(
      change(({ key }) => {
        if (key.id === "b") throw new Error("no");
      }),
      quiet,
    );
    const event = await eventOf(stream, 3);
    const failed = event.Records.find(({ dynamodb }) => JSON.stringify(dynamodb.Keys).includes('"b"'));
    expect(await handler(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: failed?.dynamodb.SequenceNumber }],
    });
  });
});
