import { queue, simulator } from "@onefn/cloudflare/simulator";
import { createMessage, http, json, type Message, message, reject, retry } from "onefn";
import { findWire } from "onefn/simulator";
import { describe, expect, it } from "vitest";
import { adapt, type MessageBatch } from "../src/index.js";
import { adapt as adaptQueues } from "../src/message/queues.js";
import { adapt as adaptMessages } from "../src/message.js";
import { isCloudflare } from "../src/platform.js";
import { TestContext } from "./workers.js";

const quiet = { log: () => {} };
const at = new Date("2026-03-01T03:30:00Z");

/** How the runtime would settle messages "1", "2", ... by what their handler returns. */
async function settledBy(handler: (each: Message) => unknown, count = 1, lines: string[] = []) {
  const batch = queue(Array.from({ length: count }, (_, index) => ({ id: `${index + 1}`, body: "x" })));
  await adapt(message(handler as () => void), { log: (line) => void lines.push(line) }).queue(batch);
  const { explicitAcks, retryMessages, ignored } = batch.result("ok");
  return { explicitAcks, retryMessages, ignored };
}

describe("a Worker with message functions", () => {
  it("has queue beside its other handlers, and each entry has the handlers of its kinds", () => {
    const orders = message(() => {});
    expect(Object.keys(adapt({ orders, page: http(() => json({})) }))).toEqual(["fetch", "queue"]);
    expect(Object.keys(adapt(orders))).toEqual(["queue"]);
    expect(Object.keys(adaptMessages({ orders }))).toEqual(["queue"]);
    expect(Object.keys(adaptQueues(orders))).toEqual(["queue"]);
  });

  it("acknowledges nothing if it has functions of other kinds alone", async () => {
    const deployment = await findWire(simulator, "message", "queues").deploy(() => http(() => json({})));
    const ids = await deployment.send("orders", [{ body: "x" }]);
    expect(await deployment.deliver("orders")).toMatchObject({ acknowledged: [], returned: ids });
  });

  it.each([null, "orders", {}, { queue: "orders" }, { messages: [] }, { queue: "orders", messages: {} }])(
    "rejects %j, which is no batch",
    async (event) => {
      const { queue } = adapt(
        message(() => {}),
        quiet,
      );
      await expect(queue(event as never)).rejects.toMatchObject({ code: "ONEFN_UNKNOWN_EVENT" });
    },
  );
});

describe("a message of a queue", () => {
  it("is a CloudEvent with what the queue tells of it, and nothing else", async () => {
    let seen: unknown;
    const fn = message((each) => {
      seen = JSON.parse(JSON.stringify(each));
    });
    await adapt(fn, quiet).queue(queue([{ id: "a1", body: "x", timestamp: at, attempts: 2 }]));
    expect(seen).toEqual({
      specversion: "1.0",
      id: "a1",
      source: "//queues.cloudflare.com/orders",
      type: "com.cloudflare.queues.message",
      subject: "orders",
      time: "2026-03-01T03:30:00.000Z",
      enqueuedAt: "2026-03-01T03:30:00.000Z",
      attempt: 2,
      redelivered: true,
      attributes: {},
      extensions: {},
      data: "x",
    });
  });

  it("goes to the function that claims its queue", async () => {
    const seen: string[] = [];
    const functions = {
      orders: message({ from: "orders" }, () => void seen.push("orders")),
      rest: message(({ subject }) => void seen.push(`rest ${subject}`)),
    };
    for (const name of ["refunds", "orders"])
      await adapt(functions, quiet).queue(queue(["x"], { queue: name }));
    expect(seen).toEqual(["rest refunds", "orders"]);
  });

  it("comes with its native message, its batch, the bindings and ctx", async () => {
    const [env, ctx] = [{ KV: { get: () => "from KV" } }, new TestContext()];
    const batch = queue([{ id: "a1", body: { sku: "tea" } }]);
    const seen: unknown[] = [];
    const look = (context: Parameters<typeof isCloudflare>[0]) => {
      if (!isCloudflare<typeof env>(context)) return;
      const { record, batch, env: bindings, ctx } = context.platform;
      seen.push([record?.id, batch, bindings.KV.get(), ctx]);
    };
    await adapt(
      message((_, context) => look(context)),
      quiet,
    ).queue(batch, env, ctx);
    await adapt(
      message.batch((_, context) => look(context)),
      quiet,
    ).queue(batch, env, ctx);
    expect(seen).toEqual([
      ["a1", batch, "from KV", ctx],
      [undefined, batch, "from KV", ctx],
    ]);
  });

  it("of any provider can be replayed", () => {
    const { messages } = queue([
      createMessage({ id: "a1", data: { sku: "tea" }, enqueuedAt: at, attempt: 3 }),
    ]);
    expect(messages[0]).toMatchObject({ id: "a1", body: { sku: "tea" }, timestamp: at, attempts: 3 });
  });

  it("has no time where a test gives none", async () => {
    let seen: unknown[] = [];
    const fn = message(({ enqueuedAt, time }) => {
      seen = [enqueuedAt, time];
    });
    const own = { id: "1", body: "x", attempts: 1, timestamp: undefined, ack() {}, retry() {} };
    await adapt(fn, quiet).queue({ queue: "orders", messages: [own as never] });
    expect(seen).toEqual([undefined, undefined]);
  });
});

describe("a batch", () => {
  it("is settled message by message, each exactly once", async () => {
    const outcomes: Readonly<Record<string, () => unknown>> = {
      "2": () => retry(),
      "3": () => Promise.reject(new Error("sold out")),
      "4": () => retry({ after: 30 }),
      "5": () => reject(),
    };
    expect(await settledBy(({ id }) => outcomes[id]?.(), 6)).toEqual({
      explicitAcks: ["1", "6"],
      retryMessages: expect.arrayContaining([
        { msgId: "2" },
        { msgId: "3" },
        { msgId: "4", delaySeconds: 30 },
        { msgId: "5" },
      ]),
      ignored: undefined,
    });
  });

  it("is read once, because the runtime makes a new array at every read", async () => {
    let reads = 0;
    const { queue: name, messages } = queue(["a", "b"]);
    const batch: MessageBatch = {
      queue: name,
      get messages() {
        reads++;
        return messages;
      },
    };
    await adapt(
      message(() => {}),
      quiet,
    ).queue(batch);
    expect(reads).toBe(1);
  });

  it("has a message acknowledged as soon as its handler is done, whatever the others do", async () => {
    const batch = queue([
      { id: "quick", body: "x" },
      { id: "slow", body: "x" },
    ]);
    let finish = () => {};
    const fn = message(({ id }) =>
      id === "slow" ? new Promise<void>((done) => (finish = done)) : undefined,
    );
    const handled = adapt(fn, quiet).queue(batch);
    await new Promise((turn) => setTimeout(turn));
    expect(batch.result("canceled").explicitAcks).toEqual(["quick"]);
    finish();
    await handled;
    expect(batch.result("ok").explicitAcks).toEqual(["quick", "slow"]);
  });

  it("with one id twice is acknowledged only if both are done, because the runtime settles ids", async () => {
    let calls = 0;
    const fn = message(() => {
      if (++calls === 2) throw new Error("sold out");
    });
    const batch = queue([
      { id: "1", body: "x" },
      { id: "1", body: "x" },
      { id: "2", body: "x" },
    ]);
    await adapt(fn, quiet).queue(batch);
    expect(batch.result("ok")).toMatchObject({ explicitAcks: ["2"], retryMessages: [{ msgId: "1" }] });
  });

  it("of a queue that no function claims is delivered again, and rejects with an error", async () => {
    const batch = queue([{ id: "1", body: "x" }], { queue: "refunds" });
    const fn = message({ from: "orders" }, () => {});
    await expect(adapt(fn, quiet).queue(batch)).rejects.toMatchObject({ code: "ONEFN_NO_FUNCTION" });
    expect(batch.result("exception").retryMessages).toEqual([{ msgId: "1" }]);
  });

  it("that is empty is settled", async () => {
    const batch = queue([]);
    await adapt(
      message(() => {}),
      quiet,
    ).queue(batch);
    expect(batch.result("ok")).toMatchObject({ explicitAcks: [], retryMessages: [] });
  });

  it("gives back what hangs before the option timeout ends", async () => {
    const batch = queue([
      { id: "1", body: "x" },
      { id: "2", body: "x" },
    ]);
    const fn = message(({ id }) => (id === "2" ? new Promise<void>(() => {}) : undefined));
    await adapt(fn, { ...quiet, timeout: 50 }).queue(batch);
    expect(batch.result("ok")).toMatchObject({ explicitAcks: ["1"], retryMessages: [{ msgId: "2" }] });
  });

  it("is given back if the runtime refuses an outcome, and nothing is acknowledged by its end", async () => {
    const calls: string[] = [];
    const own = {
      id: "1",
      body: "x",
      attempts: 1,
      timestamp: at,
      ack() {
        throw new Error("the invocation is over");
      },
      retry: () => void calls.push("retry"),
    };
    await adapt(
      message(() => {}),
      quiet,
    ).queue({ queue: "orders", messages: [own] });
    expect(calls).toEqual(["retry"]);
  });
});

describe("the delay of a retry", () => {
  it.each([
    [0, 0],
    [0.2, 1],
    [1.5, 2],
    [30, 30],
    [43_200, 43_200],
  ])("of %d seconds is %d whole seconds", async (after, delaySeconds) => {
    const lines: string[] = [];
    const { retryMessages } = await settledBy(() => retry({ after }), 1, lines);
    expect([retryMessages, lines]).toEqual([[{ msgId: "1", delaySeconds }], []]);
  });

  it("is 12 hours at most, and the log says so once", async () => {
    const lines: string[] = [];
    const { retryMessages } = await settledBy(() => retry({ after: 43_201 }), 1, lines);
    expect(retryMessages).toEqual([{ msgId: "1", delaySeconds: 43_200 }]);
    expect(lines).toEqual([expect.stringContaining("at most 43200 seconds")]);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])(
    "of %d, which the runtime would accept, fails where it is made",
    async (after) => {
      const lines: string[] = [];
      const { retryMessages } = await settledBy(() => retry({ after }), 1, lines);
      expect(retryMessages).toEqual([{ msgId: "1" }]);
      expect(lines).toEqual([expect.stringContaining("`after` is not a number of seconds")]);
    },
  );
});

describe("work given to waitUntil", () => {
  it("is passed to the runtime", async () => {
    const ctx = new TestContext();
    const fn = message((_, context) => context.waitUntil(Promise.resolve()));
    await adapt(fn, quiet).queue(queue(["x"]), {}, ctx);
    expect(ctx.work).toHaveLength(1);
  });
});
