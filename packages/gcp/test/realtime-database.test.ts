import { describe, expect, test } from "vitest";
import { changeOf } from "./support/seeing.js";

const event = (data: unknown, delta: unknown, members: object = {}) => ({
  specversion: "1.0",
  id: "1",
  type: "google.firebase.database.ref.v1.written",
  source: "//firebasedatabase.googleapis.com/projects/_/locations/us-central1/instances/shop",
  subject: "refs/users/ada",
  time: "2026-01-02T03:04:05.123Z",
  datacontenttype: "application/json",
  data: { data, delta },
  ...members,
});

const none = undefined;

describe("the value after a change", () => {
  test.each([
    ["what is new", null, { a: 1 }, "insert", none, { a: 1 }],
    ["a scalar", null, 10, "insert", none, 10],
    // firebase/firebase-functions#1320
    ["zero", null, 0, "insert", none, 0],
    ["false after true", true, false, "update", true, false],
    ["an empty text", "a", "", "update", "a", ""],
    ["a scalar that was removed", 10, null, "delete", 10, none],
    ["a child that was added", { a: 1 }, { b: 2 }, "update", { a: 1 }, { a: 1, b: 2 }],
    // firebase/firebase-functions-python#122
    [
      "a child deep inside",
      { allocation: { change: "F", role: "admin" }, rest: 1 },
      { allocation: { change: "G" } },
      "update",
      { allocation: { change: "F", role: "admin" }, rest: 1 },
      { allocation: { change: "G", role: "admin" }, rest: 1 },
    ],
    ["a child that was removed", { a: 1, b: 2 }, { a: null }, "update", { a: 1, b: 2 }, { b: 2 }],
    ["the last child that was removed", { a: 1 }, { a: null }, "delete", { a: 1 }, none],
    [
      "the last one inside",
      { a: { b: 1 }, c: 2 },
      { a: { b: null } },
      "update",
      { a: { b: 1 }, c: 2 },
      { c: 2 },
    ],
    ["an object in place of a scalar", { a: 1 }, { a: { b: 2 } }, "update", { a: 1 }, { a: { b: 2 } }],
    ["a scalar in place of an object", { a: { b: 2 } }, { a: 1 }, "update", { a: { b: 2 } }, { a: 1 }],
    ["an entry of a list", ["a", "b"], { 1: "c" }, "update", ["a", "b"], ["a", "c"]],
    ["an entry more in a list", ["a"], { 1: "b" }, "update", ["a"], ["a", "b"]],
    ["a list with a gap", ["a", "b", "c"], { 1: null }, "update", ["a", "b", "c"], ["a", null, "c"]],
    ["a list that got a name", ["a"], { n: 1 }, "update", ["a"], { 0: "a", n: 1 }],
    ["a list that got a number with a zero", ["a"], { "01": 1 }, "update", ["a"], { 0: "a", "01": 1 }],
    ["a list that became sparse", ["a"], { 999999999: 1 }, "update", ["a"], { 0: "a", 999999999: 1 }],
    // firebase/firebase-functions#46
    ["a child named length", { a: 1 }, { length: 5 }, "update", { a: 1 }, { a: 1, length: 5 }],
  ])("is merged from the delta: %s", async (_, data, delta, operation, before, after) => {
    const { seen } = await changeOf(event(data, delta));
    expect([seen[0]?.operation, seen[0]?.before, seen[0]?.after]).toStrictEqual([operation, before, after]);
  });

  test("keeps children named like members of Object", async () => {
    const { seen } = await changeOf(
      event(JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"b":2},"constructor":3}')),
    );
    expect(JSON.stringify(seen[0]?.after)).toBe('{"__proto__":{"a":1,"b":2},"constructor":3}');
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  test('has numbers as strings with numbers: "string"', async () => {
    const { seen } = await changeOf(event(null, { a: 1, b: [0.5, { c: 2 }] }), { numbers: "string" });
    expect(seen[0]?.after).toEqual({ a: "1", b: ["0.5", { c: "2" }] });
  });

  test("leaves the event as it came", async () => {
    const given = event({ a: { b: 1 } }, { a: { c: 2 } });
    const copy = structuredClone(given);
    await changeOf(given);
    expect(given).toEqual(copy);
  });
});

describe("the path of a node", () => {
  test.each([
    ["refs/users/ada", "users", "ada"],
    ["refs/shops/1/orders/2", "shops/1/orders", "2"],
    ["refs/settings", "", "settings"],
    ["refs/", "", ""],
    ["refs/users/a%20b%25", "users", "a b%"],
  ])("%s is of %j with the id %j", async (subject, table, id) => {
    const { seen } = await changeOf(event(null, 1, { subject }));
    expect(seen[0]).toMatchObject({ table, key: { id } });
  });

  test.each(["shops/1/orders", "shops/*/orders", "*/1/orders"])("is claimed by %s", async (table) => {
    const { seen } = await changeOf(event(null, 1, { subject: "refs/shops/1/orders/2" }), { table });
    expect(seen).toHaveLength(1);
  });

  test("is claimed by nobody else", async () => {
    const { seen, failed } = await changeOf(event(null, 1), { table: "shops" });
    expect([seen, failed]).toEqual([[], true]);
  });
});

test.each([{}, { data: undefined }])("an event without data is refused", async (members) => {
  const { seen, log } = await changeOf(event(undefined, undefined, members));
  expect(seen).toEqual([]);
  expect(log).toContain("ONEFN_MESSAGE_UNDECODABLE");
});
