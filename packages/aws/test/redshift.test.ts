import { drop, TaskError, type TransformFunction, type TransformRecord, task, transform } from "onefn";
import { describe, expect, it } from "vitest";
import { adapt } from "../src/index.js";
import { redshift } from "../src/simulator/index.js";
import { adapt as adaptRedshift } from "../src/transform/redshift.js";
import { adapt as adaptTransforms } from "../src/transform.js";

const lines: string[] = [];
const quiet = { log: (line: string) => void lines.push(line) };
const echo = transform(({ data }) => data as object);

/** The rows of a call, each with a list of arguments. */
const rows = (...lists: readonly unknown[]) =>
  redshift(lists.map((list) => ({ record: null, native: { arguments: list } })));

async function answerOf(fn: TransformFunction<unknown>, event: unknown) {
  const text = await adaptRedshift(fn, quiet)(event);
  expect(typeof text).toBe("string");
  return JSON.parse(String(text)) as unknown;
}

describe("a row of Redshift", () => {
  it("is a CloudEvent with its cluster, its function and its user", async () => {
    let seen: TransformRecord | undefined;
    const see = transform((record) => {
      seen = record;
      return 1;
    });
    const event = redshift([{ record: "a" }], { function: "section", schema: "web" });
    await adapt(see, quiet)(event);
    expect(JSON.parse(JSON.stringify(seen))).toEqual({
      specversion: "1.0",
      id: `${event.request_id}:0`,
      source: event.cluster,
      type: "com.amazonaws.redshift.udf.row",
      subject: "web.section",
      data: "a",
      attributes: {},
      extensions: { user: "ada", database: "shop" },
    });
  });

  it("has one argument as its data, also without a list, and several as a list", async () => {
    const event = {
      ...rows(["a"], [1, 2], [3, null], [[]]),
      arguments: [["a"], [1, 2], [3, null], null, "b", 7],
    };
    expect(await answerOf(echo, event)).toEqual({
      success: true,
      num_records: 6,
      results: ["a", "[1,2]", "[3,null]", null, "b", 7],
    });
  });
});

describe("NULL from Redshift", () => {
  it("is null, or an empty text for a function that asks for text", async () => {
    const kind = transform(({ data }) => (data === null ? "null" : typeof data));
    expect(await answerOf(kind, rows([null], ["a"]))).toMatchObject({ results: ["null", "string"] });
    const length = transform({ as: "text" }, ({ data }) => data.split(">").length);
    expect(await answerOf(length as never, rows([null], ["a>b"]))).toMatchObject({ results: [1, 2] });
  });
});

describe("the answer to Redshift", () => {
  it("has scalars alone: lists and objects are texts of JSON, bytes base64", async () => {
    const values = [{ a: "ü" }, new Date(0), Uint8Array.of(255), 2n ** 62n, true, "x", 1.5];
    const give = transform(({ data }) => (values[data as number] ?? drop()) as never);
    const text = await adaptRedshift(give, quiet)(rows([0], [1], [2], [3], [4], [5], [6], [7]));
    expect(text).toBe(
      '{"success":true,"num_records":8,"results":["{\\"a\\":\\"ü\\"}","1970-01-01T00:00:00.000Z","/w==",' +
        '4611686018427387904,true,"x",1.5,null]}',
    );
  });

  it("is an error with the reason for the user of the query, and no details of what nobody expected", async () => {
    const fails = transform(({ data }) => {
      if (data === "city") throw new TaskError("NoSuchCity", "There is no such city.");
      throw new Error("secret-of-the-handler");
    });
    expect(await answerOf(fails, rows(["city"]))).toEqual({
      success: false,
      error_msg: "NoSuchCity: There is no such city.",
    });
    expect(await answerOf(fails, rows([1]))).toEqual({
      success: false,
      error_msg: "record 1 of 1 failed. The log says why.",
    });
    expect(lines.join()).toContain("secret-of-the-handler");
  });

  it("is an error if Lambda would not return it", async () => {
    const big = transform(() => '"'.repeat(1_000_000));
    expect(await answerOf(big, rows([1]))).toMatchObject({ success: true });
    lines.length = 0;
    expect(await answerOf(big, rows([1], [2]))).toMatchObject({
      success: false,
      error_msg: expect.stringContaining("MAX_BATCH_ROWS"),
    });
    expect(lines.join()).toContain("ONEFN_RESULT_TOO_LARGE");
  });
});

describe("an external function", () => {
  it("finds a transform by its name, without or with its schema", async () => {
    const section = transform({ from: "section" }, () => "section");
    const other = transform({ from: "web.other" }, () => "other");
    const handler = adaptTransforms({ section, other }, quiet);
    for (const [fn, schema] of [
      ["section", "public"],
      ["other", "web"],
    ] as const)
      expect(await handler(redshift([{ record: 1 }], { function: fn, schema }))).toContain(`"${fn}"`);
    await expect(handler(redshift([{ record: 1 }], { function: "nobody" }))).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
    });
  });

  it("is no task", async () => {
    const handler = adapt(task((input) => input));
    await expect(handler(redshift([{ record: 1 }]))).rejects.toMatchObject({ code: "ONEFN_WRONG_KIND" });
  });
});
