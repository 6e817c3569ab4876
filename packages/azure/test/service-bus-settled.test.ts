import { Buffer } from "node:buffer";
import { message, reject, retry } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt } from "../src/message/service-bus-settled.js";
import { type SettledEventOptions, settledServiceBus } from "../src/simulator/index.js";
import { seen } from "./support/messages.js";

const silent = { log: () => {} };

/** Messages by their ids, which are their bodies. */
const named = (...names: string[]) =>
  names.map((name) => ({ body: name, key: "s", native: { messageId: name } }));

/** Handles messages by their names, and tells how each was settled, in order. */
async function settled(
  names: readonly string[],
  { sessions, settle = () => {} }: SettledEventOptions = {},
  options = {},
) {
  const told: string[] = [];
  const { input, context } = settledServiceBus(named(...names), {
    sessions,
    settle(id, how) {
      told.push(`${how} ${id}`);
      settle(id, how);
    },
  });
  const fn = message({ as: "text" }, async ({ data }) => {
    told.push(`begin ${data}`);
    await new Promise((resolve) => setTimeout(resolve, data === "slow" ? 20 : 1));
    if (data === "hang") return new Promise<never>(() => {});
    if (data === "throw") throw new Error("as it was told");
    return data === "retry" ? retry() : data === "reject" ? reject() : undefined;
  });
  await adapt(fn, { ...silent, ...options })(input, context);
  return told;
}

describe("a message that is settled by itself", () => {
  test("has what the library says of it, bytes and capitals too", async () => {
    const native = { messageId: "m-1", correlationId: "c-1", subject: "created", sequence: 7 };
    const attributes = { Tenant: "a", n: 1, bytes: Uint8Array.of(1, 2) };
    const body = '{"big":12345678901234567890}';
    const [first] = await seen(
      settledServiceBus([{ body, contentType: "application/json", key: "k", attributes, native }]),
    );
    expect(first).toMatchObject({
      id: "m-1",
      source: "orders",
      type: "com.microsoft.servicebus.message",
      subject: "created",
      data: body,
      attempt: 1,
      key: "k",
      attributes,
      extensions: { sequence: "7", correlationid: "c-1" },
    });
    expect(Date.now() - Number(first?.enqueuedAt)).toBeLessThan(60_000);
  });

  test("has times among its properties as texts, as the host writes them for other functions", async () => {
    const properties = { due: new Date(0), never: new Date(Number.NaN), tags: ["a"], none: null, text: "1" };
    const [first] = await seen(settledServiceBus([{ body: "x", native: { properties } }]));
    expect(first?.attributes).toEqual({ due: "1970-01-01T00:00:00.000Z", text: "1" });
  });

  // Several sections: https://github.com/Azure/azure-service-bus-java/pull/296
  test.each([
    ["bytes", { typecode: 0x75, content: Buffer.from("héllo") }, "héllo"],
    [
      "several sections of bytes",
      { typecode: 0x75, content: [Buffer.from([0x68, 0xc3]), Buffer.from([0xa9, 0x6c])], multiple: true },
      "hél",
    ],
    ["no bytes", { typecode: 0x75, content: Buffer.alloc(0) }, ""],
    ["a list of values", { typecode: 0x76, content: [1, "a"] }, '[1,"a"]'],
    ["several lists", { typecode: 0x76, content: [[1, 2], [3]], multiple: true }, "[1,2,3]"],
    ["a text, as JMS sends it", '{"big":12345678901234567890}', '{"big":12345678901234567890}'],
    ["a map", { sku: "a-1" }, '{"sku":"a-1"}'],
  ])("has a body of %s", async (_, body, expected) => {
    const event = settledServiceBus(["x"]);
    const { messages } = event.input as { readonly messages: readonly Record<string, unknown>[] };
    // The library hands over as `body` what it cannot read.
    const changed = messages.map((each) => ({ ...each, body, _rawAmqpMessage: { body } }));
    const [first] = await seen({ ...event, input: { ...(event.input as object), messages: changed } });
    expect(first?.data).toBe(expected);
  });

  test("is completed, abandoned or dead-lettered as soon as its outcome is known", async () => {
    const told = await settled(["slow", "ok", "retry", "throw", "reject"]);
    expect(told.filter((each) => !each.startsWith("begin"))).toEqual([
      "complete ok",
      "abandon retry",
      "abandon throw",
      "deadletter reject",
      "complete slow",
    ]);
  });

  test("of a session is handled in order, and those behind a failure are given up", async () => {
    expect(await settled(["slow", "retry", "ok"], { sessions: true })).toEqual([
      "begin slow",
      "complete slow",
      "begin retry",
      "abandon retry",
      "abandon ok",
    ]);
  });

  test("is settled once, even if that fails: its lock is lost, and it comes again", async () => {
    const told = await settled(["ok"], {
      settle() {
        throw new Error("The lock is lost.");
      },
    });
    expect(told).toEqual(["begin ok", "complete ok"]);
  });

  test("that hangs is given up before the deadline that timeout gives, and its neighbours are done", async () => {
    const told = await settled(["hang", "ok"], {}, { timeout: 200, margin: 100 });
    expect(told.slice(2)).toEqual(["complete ok", "abandon hang"]);
  });

  const never = () => new Promise<never>(() => {});

  test("whose settlement is never answered is named in the log, with the call, before the deadline", async () => {
    const { input, context } = settledServiceBus(named("ok", "stuck", "retry"), {
      settle: (id) => (id === "stuck" ? never() : undefined),
    });
    const lines: string[] = [];
    const fn = message({ as: "text" }, ({ data }) => (data === "retry" ? retry() : undefined));
    const options = { timeout: 200, margin: 100, log: (line: string) => void lines.push(line) };
    await adapt({ orders: fn }, options)(input, context);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("orders: service-bus-settled record 2 of 3 (id stuck): complete.");
    expect(lines[0]).toContain("ONEFN_DEADLINE");
  });

  test("that hangs, and cannot be given up either, fails the invocation at the deadline", async () => {
    const { input, context } = settledServiceBus(named("hang"), { settle: never });
    const lines: string[] = [];
    const options = { timeout: 200, margin: 100, log: (line: string) => void lines.push(line) };
    const invoked = adapt(message(never), options)(input, context);
    await expect(invoked).rejects.toThrow("service-bus-settled had not answered at the deadline");
    expect(lines.filter((line) => line.includes("had not answered"))).toHaveLength(1);
  });

  test("arrives alone from a library that gives no list", async () => {
    const event = settledServiceBus(["x"]);
    const { messages, actions } = event.input as { messages: unknown[]; actions: unknown };
    expect(await seen({ ...event, input: { messages: messages[0], actions } })).toHaveLength(1);
  });

  test("whose library reads bodies as Buffers, or counts from nothing, is read too", async () => {
    const { input, context } = settledServiceBus(["x"]);
    const { messages, actions } = input as { messages: object[]; actions: unknown };
    const other = messages.map((each) => ({
      ...each,
      _rawAmqpMessage: undefined,
      body: Buffer.from("bytes"),
      deliveryCount: 0,
      sequenceNumber: { toString: () => "18014398509481985" },
    }));
    expect((await seen({ input: { messages: other, actions }, context }))[0]).toMatchObject({
      data: "bytes",
      attempt: undefined,
      time: undefined,
      extensions: {},
    });
  });
});
