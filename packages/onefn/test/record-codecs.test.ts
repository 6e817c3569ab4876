import { message, reject, retry } from "onefn";
import {
  createAdapter,
  failTogether,
  messageKind,
  type OnefnError,
  recordPipeline,
  type Settled,
} from "onefn/provider";
import { describe, expect, it } from "vitest";
import { codec, deploy, noting, provider, type Rec } from "./support/records.js";

describe("a record", () => {
  it("that holds several things hands each on, and the worst outcome counts", async () => {
    const seen: unknown[] = [];
    const fn = message(({ id, data }) => {
      seen.push([id, data]);
      if (data === "bad") return reject();
      if (data === "later") throw new Error("no");
    });
    const { deliver } = deploy(fn);
    const result = await deliver(
      { id: "1", bodies: ["ok", "later", "bad"] },
      { id: "2", bodies: ["bad", "ok"] },
      { id: "3", bodies: [] },
    );
    expect(result).toEqual(["retry", "reject", "ack"]);
    expect(seen).toHaveLength(5);
    expect(seen).toContainEqual(["1/2", "bad"]);
  });

  it("is at hand as the platform's, for each message", async () => {
    const seen: unknown[] = [];
    const { deliver } = deploy(
      message(
        (each, { platform }) => void seen.push([each.attempt, (platform as { record: Rec }).record.id]),
      ),
    );
    await deliver({ id: "1" }, { id: "2" });
    expect(seen).toEqual([
      [undefined, "1"],
      [undefined, "2"],
    ]);
  });
});

describe("a codec of records", () => {
  it("settles an event without records with none", async () => {
    expect(await deploy({ a: noting("a", []), b: noting("b", []) }).deliver()).toEqual([]);
  });

  it("may read the event first, answer handshakes, and say how the event fails", async () => {
    const calls: string[] = [];
    const { deliver, lines } = deploy(noting("a", calls), {}, {
      open: async () => [{ id: "1", from: "a" }],
      preflight: (_opened: readonly Rec[], { native }: { native: readonly Rec[] }) =>
        native[0]?.id === "hello" ? ["hello"] : undefined,
      fail: (error: unknown) => [`${(error as OnefnError).code}`],
      records(opened: readonly Rec[], { native }: { native: readonly Rec[] }) {
        return native[0]?.id === "lost" ? [{ id: "9", from: "z" }] : opened;
      },
    } as Partial<typeof codec>);
    expect(await deliver({ id: "hello" })).toEqual(["hello"]);
    expect(calls).toEqual([]);
    expect(await deliver({ id: "go" })).toEqual(["ack"]);
    expect(await deliver({ id: "lost" })).toEqual(["ONEFN_NO_FUNCTION"]);
    expect(lines.map((line) => JSON.parse(line).code)).toEqual(["ONEFN_NO_FUNCTION"]);
  });

  it("is told of each record as soon as it is known, and a failure of that is the record's", async () => {
    const told: string[] = [];
    const { deliver, lines } = deploy(
      noting("a", told),
      {},
      {
        async answer({ id }, { type }) {
          await undefined;
          told.push(`${id} ${type}`);
          if (id === "2") throw new Error("lost the lock");
        },
      },
    );
    const result = await deliver({ id: "1", from: "a", lane: "x" }, { id: "2", from: "a", lane: "x" });
    expect(result).toEqual(["ack", "retry"]);
    expect(told).toEqual(["a:1", "1 ack", "a:2", "2 ack"]);
    expect(lines).toHaveLength(1);
  });

  it("sees why a record failed, and may fail the batch by it", async () => {
    const cause = new Error("no");
    const settled: Settled[] = [];
    const fn = message(({ data }) => {
      if (data === "2") throw cause;
    });
    const { deliver } = deploy(
      fn,
      {},
      {
        settle(all) {
          settled.push(...all);
          failTogether(all);
          return [];
        },
      },
    );
    await expect(deliver({ id: "1" }, { id: "2" })).rejects.toMatchObject({
      code: "ONEFN_BATCH_FAILED",
      cause,
    });
    expect(settled).toMatchObject([{ type: "ack" }, { type: "retry", error: cause }]);
    expect(await deliver({ id: "1" })).toEqual([]);
  });

  it("settles with the records at hand, for sources whose result names each of them", async () => {
    const { deliver } = deploy(
      message(({ data }) => (data === "2" ? retry() : undefined)),
      {},
      {
        settle: (settled: readonly Settled[], _: unknown, records: readonly Rec[]) =>
          records.map(({ id }, index) => `${id} ${settled[index]?.type}`),
      },
    );
    expect(await deliver({ id: "1" }, { id: "2" })).toEqual(["1 ack", "2 retry"]);
  });

  it("has no later record of a checkpoint begun behind a failure", async () => {
    const seen: string[] = [];
    const fn = message({ concurrency: 1 }, ({ data }) => {
      seen.push(String(data));
      return data === "2" ? retry() : undefined;
    });
    const { deliver } = deploy(fn, {}, { checkpoint: ({ shard }) => shard ?? "" });
    const result = await deliver(
      { id: "1", shard: "s" },
      { id: "2", shard: "s" },
      { id: "3", shard: "t" },
      { id: "4", shard: "s" },
    );
    expect([result, seen]).toEqual([
      ["ack", "retry", "ack", "retry"],
      ["1", "2", "3"],
    ]);
  });

  it("goes on behind a failure that does not come again", async () => {
    const seen: string[] = [];
    const { deliver } = deploy(noting("a", seen, { 1: retry() }), {}, { lastAttempt: () => true });
    const result = await deliver({ id: "1", from: "a", lane: "x" }, { id: "2", from: "a", lane: "x" });
    expect([result, seen]).toEqual([
      ["retry", "ack"],
      ["a:1", "a:2"],
    ]);
  });
});

describe("time", () => {
  it("comes from the timers that are injected", async () => {
    const waits: (() => void)[] = [];
    let now = 1_000_000;
    const timers = {
      Date: { now: () => now },
      setTimeout: (ring: () => void) => waits.push(ring),
      clearTimeout: () => {},
    };
    const aDay = 86_400_000;
    const until = now + aDay;
    const ticking = { ...provider, context: { remainingMs: () => until - now } };
    const lines: string[] = [];
    let aborted = false;
    const fn = message((_, { signal }) => {
      signal.addEventListener("abort", () => {
        aborted = true;
      });
      return new Promise(() => {});
    });
    const handle = createAdapter("test", ticking, [recordPipeline([messageKind], [codec])], fn, {
      timers,
      log: (line) => lines.push(line),
    });
    const result = handle([{ id: "1" }], undefined);
    await new Promise(setImmediate);
    now += aDay;
    for (const ring of waits) ring();
    expect([await result, aborted]).toEqual([["retry"], true]);
    expect(JSON.parse(lines[0] as string)).toMatchObject({
      code: "ONEFN_DEADLINE",
      timestamp: new Date(now).toISOString(),
    });
  });
});
