import { Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { bundleWorker } from "./harness/bundle.js";

interface Seen {
  readonly id: string;
  readonly attempt: number;
  readonly queue: string;
  readonly data: unknown;
}

interface Sent {
  readonly body?: unknown;
  readonly value?: "map" | "date" | "bytes";
  readonly contentType?: "json" | "text" | "bytes" | "v8";
}

const QUEUES = ["orders", "values", "texts", "bytes", "notified", "nobody", "dead"];

/** Batches are delivered at once, and a message twice before it is dead. */
const consumer = { maxBatchSize: 10, maxBatchTimeout: 0, maxRetries: 1 };

// The simulated queues of the contract leave out what is between two deliveries: here it is the runtime's own.
describe("workerd with real queues", () => {
  let worker: Miniflare;
  let url: URL;

  beforeAll(async () => {
    worker = new Miniflare({
      modules: true,
      script: await bundleWorker("cloudflare-queues.mjs"),
      cf: false,
      host: "127.0.0.1",
      port: 0,
      compatibilityDate: "2026-07-01",
      queueProducers: Object.fromEntries(QUEUES.map((name) => [name, name])),
      queueConsumers: Object.fromEntries(
        QUEUES.map((name) => [name, name === "dead" ? consumer : { ...consumer, deadLetterQueue: "dead" }]),
      ),
      // The runtime's lines tell of failures that are meant to happen.
      handleRuntimeStdio(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream) {
        for (const output of [stdout, stderr]) output.resume();
      },
    });
    url = await worker.ready;
  });

  afterAll(() => worker?.dispose());

  async function send(queue: string, ...messages: readonly Sent[]): Promise<void> {
    const response = await fetch(new URL(`/send/${queue}`, url), {
      method: "POST",
      body: JSON.stringify(messages),
    });
    expect(response.status).toBe(200);
  }

  /** The messages for which the test asks, once there are so many. */
  async function seen(count: number, isAsked: (each: Seen) => boolean): Promise<readonly Seen[]> {
    return vi.waitFor(
      async () => {
        const all = (await (await fetch(new URL("/seen", url))).json()) as readonly Seen[];
        const asked = all.filter(isAsked);
        expect(asked).toHaveLength(count);
        return asked;
      },
      { timeout: 20_000, interval: 50 },
    );
  }

  /** Messages with a name, wherever they are delivered. */
  const named = (name: string) => (each: Seen) =>
    (each.data as { readonly name?: unknown } | null)?.name === name;

  it("deliver a failed message again, alone, with its count", async () => {
    await send(
      "orders",
      { body: { name: "alone", n: 1 } },
      { body: { name: "alone", n: 2, fails: 1 } },
      { body: { name: "alone", n: 3 } },
    );
    const all = await seen(4, named("alone"));
    expect(all.map(({ data, attempt }) => [(data as { readonly n: number }).n, attempt])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [2, 2],
    ]);
    expect(all[1]?.id).toBe(all[3]?.id);
  });

  it("wait as long as a retry says", async () => {
    await send(
      "orders",
      { body: { name: "waits", n: "late", fails: 1, after: 3 } },
      { body: { name: "waits", n: "soon", fails: 1, after: 0.2 } },
    );
    const all = await seen(4, named("waits"));
    const again = all.filter(({ attempt }) => attempt === 2);
    expect(again.map(({ data }) => (data as { readonly n: string }).n)).toEqual(["soon", "late"]);
  });

  it("move a message to the dead letter queue after its last delivery, and one that is rejected, too", async () => {
    await send(
      "orders",
      { body: { name: "dies", fails: 9 } },
      { body: { name: "refused", rejected: true } },
      { body: { name: "lives" } },
    );
    for (const name of ["dies", "refused"]) {
      const all = await seen(3, named(name));
      expect(all.map(({ queue, attempt }) => [queue, attempt])).toEqual([
        ["orders", 1],
        ["orders", 2],
        ["dead", 1],
      ]);
      expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    }
    expect((await seen(1, named("lives")))[0]?.queue).toBe("orders");
  });

  it("lose nothing of a queue that no function claims", async () => {
    await send("nobody", { body: { name: "unclaimed", n: 1 } }, { body: { name: "unclaimed", n: 2 } });
    const all = await seen(2, named("unclaimed"));
    expect(all.map(({ queue }) => queue)).toEqual(["dead", "dead"]);
  });

  it("carry R2's notifications to the function of the bucket, and a failed one again, alone", async () => {
    const notification = (action: string, key: string, object: object) => ({
      body: {
        account: "3f4b7e3dcab231cbfdaa90a6a28bd548",
        action,
        bucket: "uploads",
        object: { key, ...object },
        eventTime: "2026-02-14T05:12:53.413Z",
      },
    });
    await send(
      "notified",
      notification("PutObject", "a b%20+é.jpg", { size: 3, eTag: "1f3870be" }),
      notification("DeleteObject", "fails.jpg", {}),
    );
    const all = await seen(3, ({ queue }) => queue === "uploads");
    expect(all.map(({ data }) => data)).toEqual([
      { operation: "created", key: "a b%20+é.jpg", size: 3 },
      { operation: "deleted", key: "fails.jpg" },
      { operation: "deleted", key: "fails.jpg" },
    ]);
    expect(all[1]?.id).toBe(all[2]?.id);
  });

  const BODIES: readonly (readonly [Sent, unknown])[] = [
    [{ body: { sku: "tea" }, contentType: "json" }, { sku: "tea" }],
    [{ body: null, contentType: "json" }, null],
    [{ body: "42", contentType: "json" }, "42"],
    [{ body: "42", contentType: "text" }, "42"],
    [{ body: { sku: "tea" }, contentType: "v8" }, { sku: "tea" }],
    [{ value: "map", contentType: "v8" }, { map: [["sku", "tea"]] }],
    [{ value: "date", contentType: "v8" }, { date: "1970-01-01T00:00:00.000Z" }],
  ];

  it("carry a body of every content type", async () => {
    await send("values", ...BODIES.map(([sent]) => sent));
    const all = await seen(BODIES.length, ({ queue }) => queue === "values");
    expect(all.map(({ data }) => data)).toEqual(BODIES.map(([, data]) => data));
  });

  it('carry bytes to as: "bytes", and as: "text" gets what has a text alone', async () => {
    await send("bytes", { value: "bytes", contentType: "bytes" });
    expect((await seen(1, ({ queue }) => queue === "bytes"))[0]?.data).toEqual({ bytes: [0, 255] });
    await send(
      "texts",
      { body: { sku: "tea" }, contentType: "json" },
      { value: "map", contentType: "v8" },
      { value: "bytes", contentType: "bytes" },
      { body: "tea", contentType: "text" },
    );
    const texts = await seen(2, ({ queue }) => queue === "texts");
    expect(texts.map(({ data }) => data)).toEqual(['{"sku":"tea"}', "tea"]);
  });
});
