import assert from "node:assert/strict";
import type { TaskCase } from "../../case.js";

const VALUES: readonly (readonly [what: string, json: string])[] = [
  ["an object", '{"sku":"tea","nested":{"list":[1,2.5,null,true]},"":0}'],
  ["an empty object", "{}"],
  ["a list", '[{"a":1},[],"x"]'],
  ["text beyond ASCII", '{"name":"Ünïcode 日本 \\u0000 👍"}'],
  ["a large number", '{"n":9007199254740991,"f":1e300}'],
];

const SCALARS: readonly (readonly [what: string, json: string])[] = [
  ["null", "null"],
  ["false", "false"],
  ["zero", "0"],
  ["an empty text", '""'],
  ["a text", '"tea"'],
];

const echo = (
  [what, json]: readonly [what: string, json: string],
  more: Partial<TaskCase> = {},
): TaskCase => ({
  name: `an input that is ${what} reaches the handler, and an output like it reaches the caller`,
  ...more,
  async run(on) {
    assert.deepEqual(await on.output(JSON.parse(json)), JSON.parse(json));
  },
});

/** Inputs and outputs as JSON carries them. */
export const valueCases: readonly TaskCase[] = [
  ...VALUES.map((value) => echo(value)),
  ...SCALARS.map((value) => echo(value, { needs: "anyJson" })),
  {
    name: "members that have names of Object's arrive and leave, and change no prototype",
    async run(on) {
      const json =
        '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":"x"}';
      const output = await on.output<object>(JSON.parse(json));
      assert.equal(JSON.stringify(output), json);
      assert.equal(({} as { readonly polluted?: boolean }).polluted, undefined);
    },
  },
  {
    name: "an input of 1 MB reaches the handler, and an output of 1 MB its caller",
    async run(on) {
      const text = "x".repeat(1024 * 1024);
      assert.deepEqual(await on.output({ text }), { text });
    },
  },
  {
    name: "returning nothing is null",
    async run(on) {
      assert.equal(await on.output(on.do("nothing")), null);
    },
  },
  {
    name: "an output is written as JSON writes it: a date as text, and no undefined members",
    async run(on) {
      assert.deepEqual(await on.output(on.do("date")), { at: "1970-01-01T00:00:00.000Z" });
    },
  },
  ...(["bigint", "bytes", "cycle", "not-a-number", "map", "promise"] as const).map(
    (what): TaskCase => ({
      name: `an output that JSON would lose is the function's error, and is logged: ${what}`,
      async run(on) {
        const { name } = await on.error(on.do(what));
        assert.equal(name, "ONEFN_TASK_OUTPUT_INVALID");
        await on.logs.telling(/ONEFN_TASK_OUTPUT_INVALID/);
      },
    }),
  ),
];
