import { type Change, change, retry } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt } from "../src/change/sql.js";
import { sql, type TriggeredEvent } from "../src/simulator/index.js";

const silent = { log: () => {} };

/** What a handler sees of changes. */
async function seen({ input, context }: TriggeredEvent, key?: readonly string[], table?: string) {
  const changes: Change[] = [];
  const fn = change({ table }, (each) => {
    const { before, after } = each;
    changes.push({ ...each, before, after });
  });
  await adapt(fn, { key })(input, context);
  return changes;
}

const rows = (...changes: unknown[]): TriggeredEvent => ({ ...sql([]), input: changes });
const row = { Id: 1, Region: "eu", Total: 3 };

describe("a change of a row", () => {
  test("has the row as it is now, and as much of its key as is told", async () => {
    const event = rows(
      { Operation: 0, Item: row },
      { Operation: 1, Item: row },
      { Operation: 2, Item: { Id: 1 } },
    );
    const told = (await seen(event)).map(({ operation, key, before, after }) => [
      operation,
      key,
      before,
      after,
    ]);
    expect(told).toEqual([
      ["insert", {}, undefined, row],
      ["update", {}, undefined, row],
      ["delete", { Id: 1 }, undefined, undefined],
    ]);
  });

  test("has the key's columns that the option names", async () => {
    const [first] = await seen(rows({ Operation: 1, Item: row }), ["Id", "Region"]);
    expect(first?.key).toEqual({ Id: 1, Region: "eu" });
  });

  test("claims no time, and has the table that the function was registered with", async () => {
    const event = sql([{ operation: "insert", key: { Id: 1 } }], { table: "[shop].[orders]" });
    expect(await seen(event, [], "orders")).toMatchObject([
      {
        source: "shop.orders",
        table: "orders",
        type: "com.microsoft.azure.sql.insert",
        time: undefined,
        data: { Operation: 0, Item: { Id: 1 } },
      },
    ]);
    expect(await seen(event, [], "shop.orders")).toHaveLength(1);
    await expect(seen(event, [], "other")).rejects.toMatchObject({ code: "ONEFN_NO_FUNCTION" });
  });

  test("has the same id at each delivery, and another one for each row, state and operation", async () => {
    const all = [
      { Operation: 0, Item: row },
      { Operation: 1, Item: row },
      { Operation: 1, Item: { ...row, Total: 4 } },
      { Operation: 2, Item: { Id: 1 } },
    ];
    const idsOf = async () => (await seen(rows(...all))).map(({ id }) => id);
    const ids = await idsOf();
    expect(new Set(ids).size).toBe(4);
    expect(await idsOf()).toEqual(ids);
  });

  test.each([
    ["of an unknown operation", { Operation: 3, Item: row }],
    ["whose operation is a text", { Operation: "Insert", Item: row }],
    ["whose operation is named like a member of a list", { Operation: "length", Item: row }],
    ["without a row", { Operation: 0 }],
    ["that is null", null],
  ])("%s fails, and the others are handled", async (_, broken) => {
    const handled: unknown[] = [];
    const { input, context } = rows(broken, { Operation: 0, Item: row });
    const fn = change(({ after }) => void handled.push(after));
    await expect(adapt(fn, silent)(input, context)).rejects.toMatchObject({ code: "ONEFN_BATCH_FAILED" });
    expect(handled).toEqual([row]);
  });
});

// The host skips a batch after five attempts, without telling which one it is.
test("a row that always fails does not keep those behind it from being handled", async () => {
  const handled: unknown[] = [];
  const { input, context } = rows({ Operation: 0, Item: { Id: 1 } }, { Operation: 0, Item: { Id: 2 } });
  const fn = change<undefined>({}, ({ key }) => {
    handled.push(key.Id);
    return key.Id === 1 ? retry() : undefined;
  });
  await expect(adapt(fn, { ...silent, key: ["Id"] })(input, context)).rejects.toThrow();
  expect(handled).toEqual([1, 2]);
});

test.each([["Id"], [[1]], [[""]]])("a key of %j is refused", (key) => {
  expect(() =>
    adapt(
      change(() => {}),
      { key: key as never },
    ),
  ).toThrow(expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }));
});
