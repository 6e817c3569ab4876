import { message, reject, retry } from "onefn";
import type { AdaptOptions } from "onefn/provider";
import { afterEach, describe, expect, it, vi } from "vitest";
import { deploy, noting, storage } from "./support/records.js";

afterEach(() => vi.unstubAllEnvs());

describe("a batch with records of several functions", () => {
  it("gives each function its own records, and settles each record at its index", async () => {
    const seen: string[] = [];
    const { deliver } = deploy({
      a: noting("a", seen, { 3: retry() }),
      b: noting("b", seen, { 2: reject() }),
    });
    const result = await deliver({ id: "1", from: "a" }, { id: "2", from: "b" }, { id: "3", from: "a" });
    expect(result).toEqual(["ack", "reject", "retry"]);
    expect(seen.sort()).toEqual(["a:1", "a:3", "b:2"]);
  });

  it("can hold several kinds, and falls back to the message if no function claims the other kind", async () => {
    const seen: unknown[] = [];
    const files = storage("photos", "", ({ data }) => void seen.push(`file ${data}`));
    const { deliver } = deploy({ files, any: message(({ data }) => void seen.push(data)) });
    await deliver(
      { id: "1", from: "photos", file: "a.jpg" },
      { id: "2", from: "papers", file: "b.pdf" },
      { id: "3" },
    );
    expect(seen.sort()).toEqual(["2", "3", "file a.jpg"]);
  });

  it("gives a batch function all its records together", async () => {
    const batches: unknown[] = [];
    const seen: string[] = [];
    const batch = message.batch({ from: "b" }, (all) => {
      batches.push(all.map(({ data }) => data));
      return new Map([[all[1] as (typeof all)[0], retry()]]);
    });
    const { deliver } = deploy({ a: noting("a", seen), batch });
    const result = await deliver(
      { id: "1", from: "b" },
      { id: "2", from: "a" },
      { id: "3", from: "b" },
      { id: "4", from: "b" },
    );
    expect([result, batches, seen]).toEqual([["ack", "ack", "retry", "ack"], [["1", "3", "4"]], ["a:2"]]);
  });

  it("handles a lane that functions share in sequence, and stops it at a failure", async () => {
    const seen: string[] = [];
    const batch = message.batch({ from: "c" }, async (all) => {
      await undefined;
      seen.push(`c:${all.map(({ data }) => data)}`);
    });
    const functions = { a: noting("a", seen), b: noting("b", seen, { 6: retry() }), batch };
    const { deliver } = deploy(functions);
    const lane = "x";
    const result = await deliver(
      { id: "1", from: "a", lane },
      { id: "2", from: "b", lane },
      { id: "3", from: "c", lane },
      { id: "4", from: "c", lane },
      { id: "5", from: "a", lane },
      { id: "6", from: "b", lane },
      { id: "7", from: "a", lane },
      { id: "8", from: "a" },
    );
    expect(result).toEqual(["ack", "ack", "ack", "ack", "ack", "retry", "retry", "ack"]);
    expect(seen.filter((each) => each !== "a:8")).toEqual(["a:1", "b:2", "c:3,4", "a:5", "b:6"]);
  });

  it("gives a batch function each run of its records in a lane that it shares", async () => {
    const seen: string[] = [];
    const batch = message.batch({ from: "b" }, (all) => void seen.push(`b:${all.map(({ data }) => data)}`));
    const { deliver } = deploy({ a: noting("a", seen), batch });
    const from = (id: string, place: string) => ({ id, from: place, lane: "x" });
    const result = await deliver(from("1", "b"), from("2", "a"), from("3", "b"), from("4", "b"));
    expect([result, seen]).toEqual([
      ["ack", "ack", "ack", "ack"],
      ["b:1", "a:2", "b:3,4"],
    ]);
  });

  it("says what was not done at the deadline, although no function claims the first record", async () => {
    const hangs = message({ from: "a" }, () => new Promise(() => {}));
    const { deliver, lines } = deploy({ hangs }, { timeout: 30, margin: 0 });
    expect(await deliver({ id: "1", from: "b" }, { id: "2", from: "a" })).toEqual(["retry", "retry"]);
    expect(lines.join()).toContain("1 of 2 messages were not done at the deadline");
  });

  it("names each function in its context and its log lines if the platform has no name", async () => {
    const names: string[] = [];
    const fn = (from: string) =>
      message({ from }, async (_, context) => {
        await undefined;
        names.push(context.functionName);
        throw new Error("no");
      });
    const { deliver, lines } = deploy({ one: fn("a"), two: fn("b") });
    await deliver({ id: "1", from: "a" }, { id: "2", from: "b" });
    expect(names.sort()).toEqual(["one", "two"]);
    expect(lines.map((line) => JSON.parse(line).message).sort()).toEqual([
      "[onefn] one: test record 1 of 2 (id 1): no",
      "[onefn] two: test record 2 of 2 (id 2): no",
    ]);
  });
});

describe("records that no function claims", () => {
  it("are delivered again without the others, with one line in the log", async () => {
    const seen: string[] = [];
    const { deliver, lines } = deploy(noting("a", seen));
    const result = await deliver({ id: "1", from: "z" }, { id: "2", from: "a" }, { id: "3", from: "z" });
    expect([result, seen]).toEqual([["retry", "ack", "retry"], ["a:2"]]);
    expect(lines.map((line) => JSON.parse(line).code)).toEqual(["ONEFN_NO_FUNCTION"]);
  });

  it("fail the event as a whole if there are no others", async () => {
    const { deliver } = deploy(noting("a", []));
    const failure = deliver({ id: "1", from: "y" }, { id: "2", from: "z" });
    await expect(failure).rejects.toMatchObject({ code: "ONEFN_NO_FUNCTION" });
  });

  it("are named even if none of the functions' kinds can read them", async () => {
    const { deliver, lines } = deploy(storage("photos", "", () => {}));
    const message = expect.stringContaining(
      'a test event came from "a", which no function claims. Known: photos.',
    );
    await expect(deliver({ id: "1", from: "a" })).rejects.toMatchObject({
      code: "ONEFN_NO_FUNCTION",
      message,
    });
    const result = await deliver({ id: "1", from: "a" }, { id: "2", from: "photos", file: "x" });
    expect(result).toEqual(["retry", "ack"]);
    expect(lines.map((line) => JSON.parse(line))).toEqual([expect.objectContaining({ message })]);
  });

  it("hold back the records after them in their lane", async () => {
    const seen: string[] = [];
    const { deliver } = deploy(noting("a", seen));
    const result = await deliver({ id: "1", from: "z", lane: "x" }, { id: "2", from: "a", lane: "x" });
    expect([result, seen]).toEqual([["retry", "retry"], []]);
  });

  it("are acknowledged with a debug line if no filter matches them", async () => {
    const seen: unknown[] = [];
    const note = ({ data }: { readonly data: unknown }) => void seen.push(data);
    const functions = { a: storage("photos", "in/", note), b: storage("photos", "raw/", note) };
    const { deliver, lines } = deploy(functions);
    const file = (id: string, name: string) => ({ id, from: "photos", file: name });
    const result = await deliver(file("1", "in/x"), file("2", "out/x"), file("3", "raw/x"));
    expect([result, seen.sort()]).toEqual([
      ["ack", "ack", "ack"],
      ["in/x", "raw/x"],
    ]);
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(["debug"]);
  });

  it("cannot be claimed by two functions", () => {
    const functions = { a: storage("photos", "in/", () => {}), b: storage("photos", "in/", () => {}) };
    expect(() => deploy(functions)).toThrow(expect.objectContaining({ code: "ONEFN_DUPLICATE_TRIGGER" }));
  });
});

describe("names", () => {
  it.each<[string, AdaptOptions["names"]]>([
    ["a record", { "shop-prod-a": "a" }],
    ["a record of full names", { "arn:shop-prod-a": "a" }],
    ["a function", (name) => (name.startsWith("shop-prod-") ? name.slice(10) : undefined)],
  ])("of %s map deployed names to claims", async (_, names) => {
    const seen: string[] = [];
    const { deliver } = deploy({ a: noting("a", seen), b: noting("b", seen) }, { names });
    expect(await deliver({ id: "1", from: "shop-prod-a" }, { id: "2", from: "b" })).toEqual(["ack", "ack"]);
    expect(seen.sort()).toEqual(["a:1", "b:2"]);
  });

  it("come from the variable ONEFN_NAMES, and the option takes precedence", async () => {
    vi.stubEnv("ONEFN_NAMES", JSON.stringify({ "prod-a": "b", "prod-b": "b" }));
    const seen: string[] = [];
    const { deliver } = deploy({ a: noting("a", seen), b: noting("b", seen) }, { names: { "prod-a": "a" } });
    await deliver({ id: "1", from: "prod-a" }, { id: "2", from: "prod-b" });
    expect(seen.sort()).toEqual(["a:1", "b:2"]);
  });

  it("are both in the error if no function claims them", async () => {
    const { deliver } = deploy(noting("a", []), { names: { "prod-z": "z" } });
    const failure = deliver({ id: "1", from: "prod-z" });
    await expect(failure).rejects.toThrow(/from "prod-z", by its portable name "z", which no/);
  });

  it.each(["{", "[1]", '{"a":1}', '"a"'])("in the variable must be a JSON object: %s", (text) => {
    vi.stubEnv("ONEFN_NAMES", text);
    expect(() => deploy(noting("a", []))).toThrow(
      expect.objectContaining({
        code: "ONEFN_INVALID_OPTION",
        message:
          '[onefn] adapt: the variable ONEFN_NAMES must be a JSON object of strings, such as {"shop-prod-orders":"orders"}.',
      }),
    );
  });

  it("are looked up once for each origin, however many records come from it", async () => {
    const asked: string[] = [];
    const names = (name: string) => void asked.push(name);
    const { deliver } = deploy(noting("a", []), { names });
    await deliver({ id: "1", from: "a" }, { id: "2", from: "a" });
    await deliver({ id: "3", from: "a" });
    expect(asked).toEqual(["arn:a", "a"]);
  });
});
