import assert from "node:assert/strict";
import type { OutgoingEvent } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import type { Missing } from "../../functions/copies.js";
import { seenOf } from "./seen-of.js";

type Need = "jsonData" | "listData" | "textData" | "anyData";

/** Data that changes if it is parsed twice, not at all, or copied carelessly. */
const VALUES: readonly (readonly [what: string, needs: Need, data: unknown])[] = [
  ["an object", "jsonData", { sku: "a", nested: { list: [1, null, true, "x"] }, empty: {} }],
  ["a list", "listData", [{ a: 1 }, []]],
  ["a text", "textData", "a text"],
  ["a text that is JSON itself", "textData", '{"a":1}'],
  ["an empty text", "anyData", ""],
  ["a number", "anyData", 12.5],
  ["zero", "anyData", 0],
  ["false", "anyData", false],
  ["null", "anyData", null],
  ["an object whose text is JSON", "jsonData", { text: '{"a":1}', number: "12" }],
  [
    "an object with a member __proto__",
    "jsonData",
    JSON.parse('{"__proto__":{"admin":true},"constructor":"c"}'),
  ],
  [
    "an object with characters beyond ASCII",
    "jsonData",
    { text: 'é \u0301 😀 \u2028 \\ " </script>', ключ: "значение" },
  ],
  [
    "an object with the largest safe integer",
    "jsonData",
    { most: Number.MAX_SAFE_INTEGER, least: Number.MIN_SAFE_INTEGER },
  ],
];

/** What an event says. */
export const contentCases: readonly RecordCase<OutgoingEvent>[] = [
  {
    name: "an event is a CloudEvent with an id, a source, a type and a time",
    async run(on) {
      const seen = await seenOf(on, { data: { a: 1 } });
      assert.equal(seen.specversion, "1.0");
      assert.ok(seen.id.length > 0 && seen.source.length > 0 && seen.type.length > 0);
      const time = Date.parse(seen.time ?? "");
      assert.ok(Math.abs(time - Date.now()) < 3_600_000, `it happened at ${seen.time}`);
    },
  },
  {
    name: "an event has the type of its sender",
    needs: "eventTypes",
    async run(on) {
      assert.equal((await seenOf(on, { data: {} })).type, "contract-seen");
    },
  },
  {
    name: "an event has the source of its sender",
    needs: "eventSources",
    async run(on) {
      assert.equal((await seenOf(on, { data: {}, source: "contract.shop" })).source, "contract.shop");
    },
  },
  {
    name: "an event has the subject of its sender, or none",
    needs: "subjects",
    async run(on) {
      assert.equal((await seenOf(on, { data: {}, subject: "orders/1 é" })).subject, "orders/1 é");
      assert.equal((await seenOf(on, { data: {} })).subject, null);
    },
  },
  ...VALUES.map(
    ([what, needs, data]): RecordCase<OutgoingEvent> => ({
      name: `the data of an event is ${what}`,
      needs,
      async run(on) {
        const { data: seen, json } = await seenOf(on, { data });
        assert.equal(JSON.stringify(seen), JSON.stringify(data));
        assert.equal(JSON.stringify(JSON.parse(json).data), JSON.stringify(data));
      },
    }),
  ),
  {
    name: "an event has the same id at each delivery",
    needs: "redelivery",
    async run(on) {
      const [id] = await on.sendOrders("contract-outcomes", { do: "error" });
      await on.drain("contract-outcomes");
      const ids = on.logs.seen.map((seen) => seen.id);
      assert.ok(ids.length > 1);
      assert.deepEqual([...new Set(ids)], [id]);
    },
  },
  {
    name: "a copy of an event or its context has every member or throws, and both print all their members",
    async run(on) {
      const [id] = await on.send("contract-copied", { data: { a: 1 } });
      await on.drain("contract-copied");
      const { missing } = await on.logs.report((seen) => seen.id === id);
      for (const each of missing as readonly Missing[])
        for (const [copy, names] of Object.entries(each)) assert.deepEqual(names, [], copy);
    },
  },
];
