import { drop, message, type TransformRecord, transform } from "onefn";
import { googleOidc } from "onefn/events";
import { describe, expect, it } from "vitest";
import { adapt, type GcpOptions } from "../src/index.js";
import { bigQuery } from "../src/simulator/index.js";
import { adapt as adaptBigQuery } from "../src/transform/bigquery.js";
import { serving } from "./support/running.js";

const PLATFORM: GcpOptions = { events: { verify: "platform" }, log: () => {} };

/** Sends a body to a handler behind the real framework. */
async function post(handler: ReturnType<typeof adapt>, body: object, path = "/") {
  const response = await fetch((await serving(handler)) + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text(), type: response.headers.get("content-type") };
}

/** The rows of a call, each with a list of arguments. */
const rows = (...lists: readonly unknown[]) =>
  bigQuery(lists.map((list) => ({ record: null, native: { arguments: list } })));

describe("a row of BigQuery", () => {
  it("is a CloudEvent with its job and its context", async () => {
    let seen: TransformRecord | undefined;
    const see = transform((record) => {
      seen = record;
      return 1;
    });
    const body = bigQuery([{ record: "a" }], { project: "shop", context: { mode: "test" } });
    expect(await post(adapt(see, PLATFORM), body)).toMatchObject({ status: 200, text: '{"replies":[1]}' });
    expect(JSON.parse(JSON.stringify(seen))).toEqual({
      specversion: "1.0",
      id: `${body.requestId}:0`,
      source: body.caller,
      type: "com.google.bigquery.remote-function.call",
      data: "a",
      attributes: { mode: "test" },
      extensions: { sessionuser: "ada@shop.example" },
    });
  });

  it("has one argument as its data, and several as a list", async () => {
    const echo = transform(({ data }) => data as object);
    const body = rows(["a"], [null], ["abc", "9007199254740993", null], [], [["JSON"]]);
    const { text } = await post(adaptBigQuery(echo, PLATFORM), body);
    expect(text).toBe('{"replies":["a",null,["abc","9007199254740993",null],[],["JSON"]]}');
  });

  it("is read as its function asks: a text with JSON in it, a text, or bytes", async () => {
    const json = transform({ as: "json" }, ({ data }) => data as object);
    expect((await post(adapt(json, PLATFORM), rows(['{"a":1}'], [{ b: 2 }], [null]))).text).toBe(
      '{"replies":[{"a":1},{"b":2},null]}',
    );
    const text = transform({ as: "text" }, ({ data }) => data.length);
    expect((await post(adapt(text, PLATFORM), rows(["{}"], [null]))).text).toBe('{"replies":[2,0]}');
    const bytes = transform({ as: "bytes" }, ({ data }) => data[1] ?? -1);
    expect((await post(adapt(bytes, PLATFORM), rows(["AP8="]))).text).toBe('{"replies":[255]}');
    for (const [fn, list] of [
      [json, "{"],
      [text, 1],
      [bytes, "?"],
    ] as const)
      expect(await post(adapt(fn, PLATFORM), rows([list]))).toMatchObject({ status: 400 });
  });
});

describe("the answer to BigQuery", () => {
  it("has values by BigQuery's types, and null for a dropped row", async () => {
    const values = [
      10n,
      2n ** 63n - 1n,
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      Uint8Array.of(0, 255),
      new Date(0),
      "ü",
    ];
    const give = transform(({ data }) => (values[data as number] ?? drop()) as never);
    const answer = await post(adapt(give, PLATFORM), rows(...[0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n])));
    expect(answer.type).toBe("application/json");
    expect(answer.text).toBe(
      '{"replies":["10","9223372036854775807","NaN","-Infinity","AP8=","1970-01-01T00:00:00.000Z","ü",null]}',
    );
  });

  it("says by its status whether a repetition can help", async () => {
    const fails = transform({ as: "json" }, ({ data }) => {
      if (data === "busy") throw new Error("secret-of-the-handler");
      return data === "nothing" ? (undefined as never) : "ok";
    });
    const all = async (...data: readonly string[]) => {
      const { status, text } = await post(
        adapt(fails, PLATFORM),
        rows(...data.map((each) => [JSON.stringify(each)])),
      );
      return [status, JSON.parse(text).errorMessage];
    };
    expect(await all("ok", "busy")).toEqual([500, "record 2 of 2 failed. The log says why."]);
    expect(await all("busy", "nothing")).toEqual([
      422,
      "ONEFN_OUTCOME_INVALID: record 2 of 2 got no value. The log says more.",
    ]);
  });

  it("has less than 1 KB of an error message, whatever a TaskError says", async () => {
    const { TaskError } = await import("onefn");
    const wordy = transform(() => {
      throw new TaskError("Long", "日".repeat(2_000));
    });
    const { text } = await post(adapt(wordy, PLATFORM), rows([1]));
    expect(Buffer.byteLength(JSON.parse(text).errorMessage)).toBeLessThan(1024);
  });

  it("cuts no character of an error message in two", async () => {
    const { TaskError } = await import("onefn");
    for (const start of ["", "x"]) {
      const wordy = transform(() => {
        throw new TaskError("Long", start + "😀".repeat(1_000));
      });
      const { text } = await post(adapt(wordy, PLATFORM), rows([1]));
      expect(text).toMatch(/(?:😀)+"\}$/);
    }
  });
});

describe("the endpoint of a remote function", () => {
  const clicks = transform({ from: "clicks" }, () => "clicks");
  const views = transform({ name: "views", from: "pages" }, () => "views");

  it("finds a transform by the last part of its path, if there are several", async () => {
    const handler = adapt({ clicks, views }, PLATFORM);
    for (const name of ["clicks", "views"])
      expect((await post(handler, rows([1]), `/${name}`)).text).toBe(`{"replies":["${name}"]}`);
    expect(await post(handler, rows([1]), "/other")).toMatchObject({ status: 500 });
    expect(await post(handler, rows([1]), "/%C3%A4/clicks")).toMatchObject({ status: 200 });
  });

  it("can have any path, if the transform is alone", async () => {
    for (const path of ["/", "/any/path"])
      expect((await post(adapt(clicks, PLATFORM), rows([1]), path)).text).toBe('{"replies":["clicks"]}');
  });

  it("is verified: 401 without the option events, or by a token of another account", async () => {
    expect(await post(adapt(clicks, { log: () => {} }), rows([1]))).toMatchObject({ status: 401 });
    const verify = googleOidc({ audience: "https://shop.example", serviceAccount: "a@example.com" });
    expect(await post(adapt(clicks, { log: () => {}, events: { verify } }), rows([1]))).toMatchObject({
      status: 401,
    });
  });

  it("takes nothing that only looks like a call", async () => {
    const handler = adapt({ clicks, take: message(() => {}) }, PLATFORM);
    for (const body of [{ calls: [[1]] }, { requestId: "1", caller: "me", calls: [[1]] }])
      expect(await post(handler, body)).toMatchObject({ status: 500 });
  });
});
