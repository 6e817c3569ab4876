import { message, reject, retry, type Schema } from "onefn";
import { describe, expect, it } from "vitest";
import { deploy, readingsWith } from "./support/records.js";

/** Takes any data as it is. */
const anything = {
  "~standard": { version: 1, vendor: "test", validate: (value: unknown) => ({ value }) },
} satisfies Schema;

/** A source that never delivers a failed record again. */
const once = { lastAttempt: () => true };

describe("a record that its source would lose", () => {
  it("is handled again inside the invocation as often as there are delays, in order", async () => {
    const seen: string[] = [];
    const fn = message(({ id }) => {
      seen.push(id);
      if (id === "1" && seen.length < 3) throw new Error("not yet");
    });
    const { deliver } = deploy(fn, {}, { ...once, repeatDelays: () => [0, 1, 2] });
    expect(await deliver({ id: "1", lane: "x" }, { id: "2", lane: "x" })).toEqual(["ack", "ack"]);
    expect(seen).toEqual(["1", "1", "1", "2"]);
  });

  it("goes to `deadLetter` after the last attempt, and only once", async () => {
    const moved: unknown[] = [];
    const cause = new Error("never");
    const fn = message({ deadLetter: ({ id }, { error }) => void moved.push([id, error]) }, () => {
      throw cause;
    });
    const { deliver } = deploy(fn, {}, { ...once, repeatDelays: () => [0] });
    expect(await deliver({ id: "1" })).toEqual(["ack"]);
    expect(moved).toEqual([["1", cause]]);
  });

  it("is not handled again if it was rejected", async () => {
    let calls = 0;
    const fn = message(() => {
      calls++;
      return reject();
    });
    const { deliver } = deploy(fn, {}, { ...once, repeatDelays: () => [0, 0] });
    expect([await deliver({ id: "1" }), calls]).toEqual([["reject"], 1]);
  });

  it("is not handled again once the time is up", async () => {
    let calls = 0;
    const fn = message(async () => {
      calls++;
      throw new Error("never");
    });
    const { deliver } = deploy(fn, { timeout: 30, margin: 0 }, { ...once, repeatDelays: () => [60_000] });
    expect([await deliver({ id: "1" }), calls]).toEqual([["retry"], 1]);
  });

  it("goes to `deadLetter` at once where the next attempt would come after the deadline", async () => {
    const moved: unknown[] = [];
    const fn = message({ deadLetter: ({ id }) => void moved.push(id) }, () => {
      throw new Error("never");
    });
    const { deliver } = deploy(fn, { timeout: 10_000 }, { ...once, repeatDelays: () => [60_000] });
    expect([await deliver({ id: "1" }), moved]).toEqual([["ack"], ["1"]]);
  });

  it("comes to a batch handler again with those behind it in its lane, and no others", async () => {
    const batches: string[][] = [];
    const fn = message.batch((messages) => {
      batches.push(messages.map(({ id }) => id));
      const [, second] = messages;
      return batches.length === 1 && second ? new Map([[second, retry()]]) : undefined;
    });
    const { deliver } = deploy(fn, {}, { ...once, repeatDelays: () => [0] });
    const result = await deliver(
      { id: "1", lane: "x" },
      { id: "2", lane: "x" },
      { id: "3", lane: "y" },
      { id: "4", lane: "x" },
    );
    expect(result).toEqual(["ack", "ack", "ack", "ack"]);
    expect(batches).toEqual([
      ["1", "2", "3", "4"],
      ["2", "4"],
    ]);
  });
});

describe("a record that is rejected after the deadline", () => {
  it("does not go to `deadLetter`, because it is delivered again", async () => {
    const moved: unknown[] = [];
    let rejected: () => void = () => {};
    const late = new Promise<void>((resolve) => {
      rejected = resolve;
    });
    const fn = message({ deadLetter: ({ id }) => void moved.push(id) }, async () => {
      await late;
      return reject();
    });
    const { deliver } = deploy(fn, { timeout: 30, margin: 0 });
    expect(await deliver({ id: "1" })).toEqual(["retry"]);
    rejected();
    await new Promise(setImmediate);
    expect(moved).toEqual([]);
  });
});

describe("a record that holds several things", () => {
  it("is delivered again when the time is up between them, and the rest is not begun", async () => {
    const begun: unknown[] = [];
    const fn = message(async ({ data }) => {
      begun.push(data);
      await new Promise((resolve) => setTimeout(resolve, 40));
    });
    const { deliver, lines } = deploy(fn, { timeout: 60, margin: 0 });
    expect(await deliver({ id: "1", bodies: ["a", "b", "c", "d", "e"] })).toEqual(["retry"]);
    const before = [...begun];
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(begun).toEqual(before);
    expect(lines.join()).toContain("1 of 1 messages were not done at the deadline");
  });
});

describe("a source that refuses records on demand", () => {
  it("gets a rejected record in place of the function's options, and the lane goes on", async () => {
    const moved: unknown[] = [];
    const fn = message({ rejected: "acknowledge", deadLetter: () => void moved.push(1) }, ({ id }) =>
      id === "1" ? reject() : undefined,
    );
    const { deliver } = deploy(fn, {}, { rejects: () => true });
    expect(await deliver({ id: "1", lane: "x" }, { id: "2", lane: "x" })).toEqual(["reject", "ack"]);
    expect(moved).toEqual([]);
  });
});

describe("a record without a value", () => {
  it.each([
    [{}, null],
    [{ as: "json" }, null],
    [{ as: "text" }, ""],
    [{ as: "bytes" }, new Uint8Array()],
    [{ schema: anything }, null],
  ] as const)("is null, or the empty value of its type: %o", async (options, data) => {
    const seen: unknown[] = [];
    const fn = message(options, (each) => void seen.push(each.data));
    await deploy(fn, {}, readingsWith({ body: () => null })).deliver({ id: "1" });
    expect(seen).toEqual([data]);
  });
});

describe("a value that the platform has parsed", () => {
  const parsed = readingsWith({
    body: () => '{"sku":"tea"}',
    parsed: () => ({ sku: "tea", at: new Date(0) }),
  });

  it("is handed on as it is, and to the schema", async () => {
    const seen: unknown[] = [];
    await deploy(
      message(({ data }) => void seen.push(data)),
      {},
      parsed,
    ).deliver({ id: "1" });
    const checked = message({ schema: anything }, ({ data }) => void seen.push(data));
    await deploy(checked, {}, parsed).deliver({ id: "1" });
    expect(seen).toEqual([
      { sku: "tea", at: new Date(0) },
      { sku: "tea", at: new Date(0) },
    ]);
  });

  it("is read from the body as text or bytes", async () => {
    const seen: unknown[] = [];
    await deploy(
      message({ as: "text" }, ({ data }) => void seen.push(data)),
      {},
      parsed,
    ).deliver({ id: "1" });
    expect(seen).toEqual(['{"sku":"tea"}']);
  });
});

describe("`redelivered`", () => {
  it.each([
    [undefined, undefined, undefined],
    [1, undefined, false],
    [2, undefined, true],
    [undefined, true, true],
  ])("is told by attempt %s and the source's %s as %s", async (attempt, told, redelivered) => {
    const seen: unknown[] = [];
    const source = { attempt: () => attempt, redelivered: () => told };
    await deploy(
      message((each) => void seen.push(each.redelivered)),
      {},
      readingsWith(source),
    ).deliver({ id: "1" });
    expect(seen).toEqual([redelivered]);
  });
});
