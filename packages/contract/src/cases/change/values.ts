import assert from "node:assert/strict";
import type { OutgoingChange } from "onefn/simulator";
import type { RecordCase } from "../../case.js";
import { NOT_UTF8 } from "../../functions/http/answers.js";
import type { RecordRun } from "../../run/record-run.js";
import { itemOf, seenOf } from "./seen-of.js";

const BASE64 = Buffer.from(NOT_UTF8).toString("base64");

/** An item with these attributes, as its function saw it. */
async function after(
  on: RecordRun<OutgoingChange>,
  item: Readonly<Record<string, unknown>>,
  table?: string,
): Promise<unknown> {
  return itemOf((await seenOf(on, { operation: "insert", key: { id: "1" }, after: item }, table)).after);
}

/** Integers that a double can represent, and some that it cannot. */
const INTEGERS = { least: 2 ** 53 - 1, more: 2n ** 53n + 1n, most: -(2n ** 63n) };
const LONG = -123456789012345678901234567890n;

/** The values of an item's attributes. */
export const valueCases: readonly RecordCase<OutgoingChange>[] = [
  {
    name: "strings, numbers, booleans, null, lists and maps arrive unchanged",
    async run(on) {
      const item = {
        text: "wörter 🎉",
        empty: "",
        zero: 0,
        negative: -12.75,
        sum: 0.1 + 0.2,
        small: 5e-7,
        yes: true,
        no: false,
        nothing: null,
        list: [1, "two", null, [3], { four: 4 }],
        none: [],
        map: { in: { it: "deep" }, of: {} },
      };
      assert.deepEqual(await after(on, item), item);
    },
  },
  {
    name: "an integer beyond 2^53 arrives as a bigint with all its digits",
    needs: "exactNumbers",
    async run(on) {
      assert.deepEqual(await after(on, INTEGERS), {
        least: INTEGERS.least,
        more: { bigint: "9007199254740993" },
        most: { bigint: "-9223372036854775808" },
      });
    },
  },
  {
    name: "an integer of more than 64 bits arrives as a bigint with all its digits",
    needs: ["exactNumbers", "longNumbers"],
    async run(on) {
      assert.deepEqual(await after(on, { long: LONG }), { long: { bigint: `${LONG}` } });
    },
  },
  {
    name: 'with numbers: "string", every number in an item arrives as a string',
    needs: "exactNumbers",
    async run(on) {
      const item = { ...INTEGERS, half: 0.5, list: [1], text: "1" };
      assert.deepEqual(await after(on, item, "contract-numbers"), {
        least: "9007199254740991",
        more: "9007199254740993",
        most: "-9223372036854775808",
        half: "0.5",
        list: ["1"],
        text: "1",
      });
    },
  },
  {
    name: "bytes in an item arrive unchanged, even if there are none",
    needs: "binaryValues",
    async run(on) {
      const item = { bytes: NOT_UTF8, none: new Uint8Array(), list: [NOT_UTF8] };
      assert.deepEqual(await after(on, item), {
        bytes: { bytes: BASE64 },
        none: { bytes: "" },
        list: [{ bytes: BASE64 }],
      });
    },
  },
  {
    name: "sets of strings, numbers and bytes arrive as Sets",
    needs: ["sets", "exactNumbers", "binaryValues"],
    async run(on) {
      const item = {
        texts: new Set(["a", "b"]),
        numbers: new Set([1, 2n ** 64n + 1n]),
        bytes: new Set([NOT_UTF8]),
      };
      assert.deepEqual(await after(on, item), {
        texts: { set: ["a", "b"] },
        numbers: { set: [1, { bigint: "18446744073709551617" }] },
        bytes: { set: [{ bytes: BASE64 }] },
      });
    },
  },
  {
    name: "attributes named like members of Object arrive, even __proto__",
    async run(on) {
      const item = JSON.parse('{"__proto__":{"polluted":1},"constructor":"c","in":{"__proto__":"p"}}');
      const seen = (await after(on, item)) as Readonly<Record<string, unknown>>;
      assert.deepEqual(Object.keys(seen).sort(), ["__proto__", "constructor", "in"]);
      assert.equal(JSON.stringify(seen.in), '{"__proto__":"p"}');
      assert.equal(({} as { polluted?: number }).polluted, undefined);
    },
  },
  {
    name: "JSON.stringify of a change keeps the digits of a bigint, the members of a Set, and bytes",
    needs: ["sets", "exactNumbers", "binaryValues"],
    async run(on) {
      const item = { big: INTEGERS.more, set: new Set(["a"]), bytes: NOT_UTF8 };
      const { json } = await seenOf(on, { operation: "insert", key: { id: "1" }, after: item });
      assert.deepEqual(itemOf(JSON.parse(json).after), {
        big: "9007199254740993",
        set: ["a"],
        bytes: BASE64,
      });
    },
  },
];
