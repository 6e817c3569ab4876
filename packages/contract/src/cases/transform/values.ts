import assert from "node:assert/strict";
import type { TransformCase } from "../../case.js";
import { VALUE_NAMES } from "../../functions/transform/index.js";
import { jsonOf } from "../../run/transform-run.js";

const RECORDS: readonly (readonly [what: string, json: string])[] = [
  ["an object", '{"sku":"tea","nested":{"list":[1,2.5,null,true]},"":0}'],
  ["a list", '[{"a":1},[],"x"]'],
  ["text beyond ASCII", '{"name":"Ünïcode 日本 \\u0000 👍"}'],
  ["a large number", '{"n":9007199254740991,"f":1e300}'],
];

/** What handlers return besides objects, and how it is passed on. */
const VALUES: readonly (readonly [how: string, expected: unknown])[] = [
  ["number", 1.5],
  ["zero", 0],
  ["false", false],
  ["null", null],
  ["list", [1, "two", null]],
  ["date", { at: "1970-01-01T00:00:00.000Z" }],
];

const utf8 = (value: unknown) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value);
const base64 = (value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;

/** Records and values as they travel. */
export const valueCases: readonly TransformCase[] = [
  ...RECORDS.map(
    ([what, json]): TransformCase => ({
      name: `a record that is ${what} reaches the handler, and a value like it is passed on`,
      async run(on) {
        assert.deepEqual(await on.json(JSON.parse(json)), JSON.parse(json));
      },
    }),
  ),
  ...VALUES.map(
    ([how, expected]): TransformCase => ({
      name: `a value that is no text is passed on as JSON: ${how}`,
      async run(on) {
        assert.deepEqual(await on.json(on.do(how)), expected);
      },
    }),
  ),
  {
    name: "a text is passed on as it is, without quotation marks",
    async run(on) {
      assert.equal(utf8(await on.value(on.do("text"))), "grüße 👍\n");
      assert.equal(utf8(await on.value(on.do("empty-text"))), "");
    },
  },
  {
    name: "bytes are passed on as they are, or as base64 where the wire has no bytes",
    async run(on) {
      assert.equal(
        base64(await on.value(on.do("bytes"))),
        Buffer.from([0, 255, 254, 13, 10]).toString("base64"),
      );
    },
  },
  {
    name: "a record arrives as text where its function asks for text",
    async run(on) {
      const data = "grüße 👍\n";
      assert.deepEqual(await on.json(data, { from: "contract-text" }), { type: "string", data });
      assert.deepEqual(await on.json("", { from: "contract-text" }), { type: "string", data: "" });
    },
  },
  {
    name: "a record arrives as bytes where its function asks for bytes",
    needs: "binaryRecords",
    async run(on) {
      const record = Uint8Array.of(0, 255, 254, 13, 10);
      const data = Buffer.from(record).toString("base64");
      assert.deepEqual(await on.json(record, { from: "contract-bytes" }), { isArray: true, data });
    },
  },
  {
    name: "members that have names of Object's arrive and leave, and change no prototype",
    async run(on) {
      const json =
        '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":"x"}';
      assert.equal(JSON.stringify(await on.json(JSON.parse(json))), json);
      assert.equal(({} as { readonly polluted?: boolean }).polluted, undefined);
    },
  },
  {
    name: "the keys of a partitioned value reach the destination, and its value alone is passed on",
    needs: "partitionKeys",
    async run(on) {
      const [result] = await on.results([on.do("partitioned", { n: 1 })]);
      const { value, keys } = on.done(result);
      assert.deepEqual(keys, { customer: "tea & co", year: "2026" });
      assert.deepEqual(jsonOf(value), { n: 1 });
    },
  },
  {
    name: "a partitioned value without its keys is passed on where the destination has no partitions",
    async run(on) {
      assert.deepEqual(await on.json(on.do("partitioned", { n: 1 })), { n: 1 });
    },
  },
  ...VALUE_NAMES.map(
    (how): TransformCase => ({
      name: `a value that JSON would lose fails its record, and is logged: ${how}`,
      async run(on) {
        const { results } = await on.call([on.do(how)]);
        assert.deepEqual(
          results.map(({ type }) => type),
          ["failed"],
        );
        await on.logs.telling(how === "unreadable-value" ? /ONEFN_/ : /ONEFN_VALUE_INVALID/);
      },
    }),
  ),
];
