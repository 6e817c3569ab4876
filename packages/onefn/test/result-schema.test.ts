import { describeIssues, type ResultSchema, schema } from "onefn/simulator";
import { expect, test } from "vitest";

const { array, boolean, bytes, integer, literal, number, object, optional, record, string, union } = schema;

const said = (of: ResultSchema, value: unknown) => describeIssues(of.issuesIn(value));

test.each<readonly [name: string, of: ResultSchema, right: readonly unknown[], wrong: readonly unknown[]]>([
  ["string", string(), ["", "a"], [1, null, undefined, ["a"]]],
  ["string with a pattern", string(/^\d+$/), ["12"], ["", "1a", 12]],
  ["integer", integer(200, 599), [200, 599], [199, 600, 200.5, "200", Number.NaN]],
  ["number", number(), [0, 1.5], ["1", null]],
  ["boolean", boolean(), [true, false], [0, "true", undefined]],
  ["bytes", bytes(), [new Uint8Array(1)], ["", [1], new ArrayBuffer(1)]],
  ["literal", literal("a", null), ["a", null], ["b", undefined]],
  ["union", union(string(), number()), ["", 1], [true, null]],
  ["array", array(string()), [[], ["a"]], [{}, "a", [1], ["a", undefined]]],
  ["record", record(string(), /^[a-z]+$/), [{}, { a: "b" }], [[], null, { a: 1 }, { A: "b" }]],
  [
    "object",
    object({ a: string(), b: optional(number()) }),
    [{ a: "" }, { a: "", b: 1 }, { a: "", b: undefined }],
    [{}, { a: 1 }, { a: "", b: "1" }, { a: "", c: 1 }, { a: "", constructor: 1 }, [], null, undefined],
  ],
])("%s takes what it describes, and nothing else", (_, of, right, wrong) => {
  for (const value of right) expect([value, said(of, value)]).toEqual([value, ""]);
  for (const value of wrong) expect([value, said(of, value)]).not.toEqual([value, ""]);
});

test("a member by the name __proto__ is nobody's", () => {
  expect(said(object({}), JSON.parse('{"__proto__":1}'))).toBe("__proto__: not documented");
});

test("what is wrong is told with its place", () => {
  const result = object({ headers: record(array(string())), status: integer(1, 2) });
  expect(said(result, { headers: { a: ["x", 1] }, status: 3 })).toBe(
    "headers.a.1: expected a string; status: expected an integer from 1 to 2",
  );
});

test("it is a Standard Schema", async () => {
  const { validate, version } = string()["~standard"];
  expect([version, await validate("a"), await validate(1)]).toEqual([
    1,
    { value: "a" },
    { issues: [{ message: "expected a string" }] },
  ]);
});
