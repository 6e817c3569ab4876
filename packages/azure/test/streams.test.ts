import { message, retry } from "onefn";
import { describe, expect, test } from "vitest";
import { adapt } from "../src/message.js";
import { eventHub, kafka, type TriggeredEvent } from "../src/simulator/index.js";

const silent = { log: () => {} };
type Retry = { readonly retryCount: number; readonly maxRetryCount: number };

/** A batch of one partition of either stream. */
const streams: readonly (readonly [
  string,
  (bodies: readonly string[], retryContext?: Retry) => TriggeredEvent,
])[] = [
  ["Event Hubs", (bodies, retryContext) => eventHub(bodies, { retryContext })],
  ["Kafka", (bodies, retryContext) => kafka(bodies, { retryContext })],
];

describe.each(streams)("a batch of %s", (_, batch) => {
  /** Handles a batch in which `b` fails. */
  async function handle(event: TriggeredEvent, options = {}) {
    const begun: string[] = [];
    const attempts = new Set<unknown>();
    const fn = message({ as: "text" }, async ({ data, attempt }) => {
      begun.push(data);
      attempts.add(attempt);
      await new Promise((resolve) => setTimeout(resolve, data === "a" ? 5 : 1));
      return data === "b" ? retry() : undefined;
    });
    const error = await adapt(fn, { ...silent, ...options })(event.input, event.context).catch(
      (each: unknown) => each,
    );
    return { begun, attempts: [...attempts], error };
  }

  test("goes on behind a failure if the function has no retry policy, and says what is lost", async () => {
    const { begun, attempts, error } = await handle(batch(["a", "b", "c"]));
    expect(begun).toEqual(["a", "b", "c"]);
    expect(attempts).toEqual([undefined]);
    expect(error).toMatchObject({
      code: "ONEFN_BATCH_FAILED",
      message: expect.stringContaining("1 of 3 records failed and are lost"),
    });
  });

  test.each([
    [{ retryCount: 0, maxRetryCount: 2 }, ["a", "b"], 1],
    [{ retryCount: 1, maxRetryCount: 2 }, ["a", "b"], 2],
    [{ retryCount: 2, maxRetryCount: 2 }, ["a", "b", "c"], 3],
    [{ retryCount: 9, maxRetryCount: -1 }, ["a", "b"], 10],
  ])("in a retry policy's attempt %j begins %j", async (retryContext, expected, attempt) => {
    const { begun, attempts, error } = await handle(batch(["a", "b", "c"], retryContext));
    expect([begun, attempts]).toEqual([expected, [attempt]]);
    expect(String(error).includes("are lost")).toBe(expected.length === 3);
  });

  test("is handled again inside the invocation by retryDelays, where it would be lost", async () => {
    const retryDelays = [1, 1];
    const { begun } = await handle(batch(["a", "b", "c"]), { retryDelays });
    expect(begun).toEqual(["a", "b", "b", "b", "c"]);
    const first = batch(["a", "b", "c"], { retryCount: 0, maxRetryCount: 2 });
    expect((await handle(first, { retryDelays })).begun).toEqual(["a", "b"]);
  });

  test("is done when its last attempt inside the invocation succeeds", async () => {
    let calls = 0;
    const fn = message(() => (++calls < 3 ? retry() : undefined));
    const { input, context } = batch(["a"]);
    await adapt(fn, { ...silent, retryDelays: [1, 1] })(input, context);
    expect(calls).toBe(3);
  });

  test("is done when deadLetter takes what would be lost", async () => {
    const moved: unknown[] = [];
    const fn = message({ as: "text", deadLetter: ({ data }) => void moved.push(data) }, ({ data }) =>
      data === "b" ? retry() : undefined,
    );
    const { input, context } = batch(["a", "b", "c"]);
    await adapt(fn, silent)(input, context);
    expect(moved).toEqual([Uint8Array.of(98)]);
  });
});

test.each([[[-1]], ["soon"], [[Number.NaN]]])("retryDelays of %j are refused", (retryDelays) => {
  expect(() =>
    adapt(
      message(() => {}),
      { retryDelays: retryDelays as never },
    ),
  ).toThrow(expect.objectContaining({ code: "ONEFN_INVALID_OPTION" }));
});

describe("order", () => {
  const keyed = (key: string, n: number) => ({ body: `${key}${n}`, key });
  const records = [keyed("a", 1), keyed("b", 1), keyed("a", 2), keyed("b", 2)];

  /** What begins and ends, where each record takes its time. */
  async function history(event: TriggeredEvent, order?: "partition" | "key") {
    const lines: string[] = [];
    const fn = message({ as: "text" }, async ({ data }) => {
      lines.push(`${data}+`);
      await new Promise((resolve) => setTimeout(resolve, 2));
      lines.push(`${data}-`);
    });
    await adapt(fn, { order })(event.input, event.context);
    return lines;
  }

  test.each([
    ["Event Hubs", eventHub(records)],
    ["Kafka", kafka(records)],
  ])("of a partition of %s is kept, unless only that of keys is asked for", async (_, event) => {
    const inOrder = records.flatMap(({ body }) => [`${body}+`, `${body}-`]);
    expect(await history(event)).toEqual(inOrder);
    const byKey = await history(event, "key");
    expect(byKey.slice(0, 2)).toEqual(["a1+", "b1+"]);
    expect(byKey.filter((line) => line.startsWith("a"))).toEqual(["a1+", "a1-", "a2+", "a2-"]);
  });

  test("of Kafka is kept in each partition, and partitions of a batch do not wait for each other", async () => {
    const lines = await history(kafka(records, { partitions: 16 }));
    expect(lines.slice(0, 2)).toEqual(["a1+", "b1+"]);
    expect(lines.filter((line) => line.startsWith("b"))).toEqual(["b1+", "b1-", "b2+", "b2-"]);
  });
});
