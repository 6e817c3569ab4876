import { message } from "onefn";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { adapt, type PollMetrics, poll } from "../../src/poll.js";
import { sqs } from "../../src/sqs.js";
import { gate } from "../support/running.js";
import { FakeQueue, polling, withTimers } from "./queue.js";

describe("a queue that cannot be reached", () => {
  test("is asked ever less often, with one line when it breaks and one when it answers again", async () => {
    withTimers();
    const queue = new FakeQueue();
    const { lines } = await polling(
      queue,
      message(() => {}),
    );
    for (let count = 0; count < 5; count++)
      queue.answer(async () => {
        throw new Error("ECONNREFUSED");
      });
    await vi.advanceTimersByTimeAsync(16_000);
    expect(queue.calls.length).toBe(6);
    expect(lines).toMatchObject([{ level: "error", code: "ONEFN_SOURCE_UNREACHABLE", error: { cause: {} } }]);
    queue.give("1");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(queue.done).toEqual(["delete 1"]);
    expect(lines.slice(1)).toMatchObject([{ level: "info" }]);
  });

  test("and does not say so either is given up in time, and asked again", async () => {
    withTimers();
    const queue = new FakeQueue();
    const { lines } = await polling(
      queue,
      message(() => {}),
    );
    queue.answer(() => new Promise(() => {}));
    await vi.advanceTimersByTimeAsync(15_500);
    expect(lines).toMatchObject([{ level: "error", code: "ONEFN_SOURCE_UNREACHABLE" }]);
    queue.give("1");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(queue.done).toEqual(["delete 1"]);
    expect(lines.slice(1)).toMatchObject([{ level: "info" }]);
  });

  test("and lets a deletion wait for ever does not stop the poller", async () => {
    withTimers();
    const queue = new FakeQueue();
    const { lines } = await polling(
      queue,
      message(() => {}),
      { sqs: { prefetch: 1 } },
    );
    const { deleteMessageBatch } = queue;
    queue.deleteMessageBatch = () => new Promise(() => {});
    queue.give("1");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines).toMatchObject([{ level: "error", code: "ONEFN_NOT_SETTLED", ids: ["1"] }]);
    queue.deleteMessageBatch = deleteMessageBatch;
    queue.give("2");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(queue.done).toEqual(["delete 2"]);
  });

  test("and does not answer at start is an error", async () => {
    withTimers();
    const queue = new FakeQueue();
    queue.getQueueAttributes = () => new Promise(() => {});
    const started = expect(
      polling(
        queue,
        message(() => {}),
      ),
    ).rejects.toMatchObject({
      code: "ONEFN_SOURCE_UNREACHABLE",
      cause: { message: expect.stringContaining("within 10 seconds") },
    });
    await vi.advanceTimersByTimeAsync(10_000);
    await started;
  });

  test("at start is an error", async () => {
    const queue = new FakeQueue();
    queue.getQueueAttributes = () => Promise.reject(new Error("QueueDoesNotExist"));
    await expect(
      polling(
        queue,
        message(() => {}),
      ),
    ).rejects.toMatchObject({ code: "ONEFN_SOURCE_UNREACHABLE", cause: { message: "QueueDoesNotExist" } });
    expect(queue.calls).toEqual([]);
  });
});

describe("a poller that is told to stop", () => {
  test("finishes what is in hand, and gives back what the last call brings", async () => {
    const queue = new FakeQueue();
    const { opened, open } = gate();
    const { poller } = await polling(
      queue,
      message(() => opened),
      { sqs: { prefetch: 20 } },
    );
    queue.give("1");
    await vi.waitFor(() => expect(queue.calls).toHaveLength(2));
    const closed = poller.close();
    queue.give("2");
    await vi.waitFor(() => expect(queue.done).toEqual(["hide 2 0"]));
    open();
    expect(await closed).toBe(true);
    expect(queue.done).toEqual(["hide 2 0", "delete 1"]);
    expect(queue.waiting).toBe(0);
  });

  test("gives back what is not done in time, and tells its handler", async () => {
    const queue = new FakeQueue();
    const reasons: unknown[] = [];
    const write = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    onTestFinished(() => write.mockRestore());
    const { poller } = await polling(
      queue,
      message(({ data }, { signal }) => {
        if (data === "quick") return;
        signal.addEventListener("abort", () => reasons.push(signal.reason));
        return new Promise<void>(() => {});
      }),
      { shutdownTimeout: 200 },
    );
    queue.give("stuck", "quick");
    await vi.waitFor(() => expect(queue.done).toEqual(["delete quick"]));
    expect(await poller.close()).toBe(false);
    expect([...queue.done].sort()).toEqual(["delete quick", "hide stuck 0"]);
    expect(reasons).toMatchObject([{ code: "ONEFN_STOPPING" }]);
    expect(String(write.mock.calls[0]?.[0])).toContain("given back");
  });

  test("does not wait for a queue that cannot be reached", async () => {
    const queue = new FakeQueue();
    const { poller } = await polling(
      queue,
      message(() => {}),
    );
    queue.answer(() => Promise.reject(new Error("ECONNREFUSED")));
    await vi.waitFor(() => expect(queue.waiting).toBe(0));
    expect(await poller.close()).toBe(true);
    expect(queue.calls).toHaveLength(1);
  });
});

describe("the health check", () => {
  test("answers 200, and 503 while a source cannot be reached and while the poller stops", async () => {
    const queue = new FakeQueue();
    const { opened, open } = gate();
    const { poller } = await polling(
      queue,
      message(() => opened),
      { health: "/healthz", port: 0, hostname: "127.0.0.1" },
    );
    const ask = async (path = "healthz?x") => {
      const response = await fetch(`${poller.url}${path}`);
      return [response.status, await response.text()];
    };
    expect(await ask()).toEqual([200, "ok"]);
    expect(await ask("other")).toEqual([404, "not found"]);
    queue.answer(() => Promise.reject(new Error("ECONNREFUSED")));
    await vi.waitFor(async () => expect(await ask()).toEqual([503, "a source cannot be reached"]));
    queue.give("1");
    await vi.waitFor(async () => expect(await ask()).toEqual([200, "ok"]));
    const closed = poller.close();
    expect(await ask()).toEqual([503, "shutting down"]);
    open();
    queue.give();
    await closed;
    await expect(ask()).rejects.toThrow("fetch failed");
  });

  test("that cannot listen is an error, and nothing is fetched any more", async () => {
    const [first, second] = [new FakeQueue(), new FakeQueue()];
    const fn = message(() => {});
    const options = { health: "/healthz", port: 0, hostname: "127.0.0.1" };
    const { poller } = await polling(first, fn, options);
    const port = Number(new URL(poller.url as string).port);
    await expect(polling(second, fn, { ...options, port })).rejects.toMatchObject({
      code: "ONEFN_LISTEN_FAILED",
    });
    await vi.waitFor(() => expect(second.waiting).toBe(0));
    first.give();
  });
});

test("metrics tell the depth, the age of the oldest message and what is in hand", async () => {
  const queue = new FakeQueue();
  const { opened, open } = gate();
  const told: PollMetrics[] = [];
  await polling(
    queue,
    message(() => opened),
    { metrics: (each) => void told.push(each), metricsInterval: 10 },
  );
  queue.give("1", "2");
  await vi.waitFor(() => expect(told.at(-1)?.inHand).toBe(2));
  expect(told.at(-1)).toMatchObject({ place: "orders", depth: 7 });
  expect(told.at(-1)?.age).toBeGreaterThanOrEqual(5_000);
  open();
  await vi.waitFor(() => expect(told.at(-1)?.inHand).toBe(0));
});

test("what cannot be polled is refused at once", async () => {
  const client = new FakeQueue();
  const queueUrl = "https://sqs.eu-central-1.amazonaws.com/1/orders";
  const source = sqs({ client, queueUrl });
  const adapted = adapt(message(() => {}));
  const refused = (code: string) => expect.objectContaining({ code });
  await expect(poll({} as never, source)).rejects.toEqual(refused("ONEFN_NOT_ADAPTED"));
  await expect(poll(adapted, source, { prefetch: 1 } as never)).rejects.toEqual(
    refused("ONEFN_INVALID_OPTION"),
  );
  const invalid = refused("ONEFN_INVALID_OPTION");
  for (const wrong of [{ queueUrl: "orders" }, { client: {} }, { prefetch: 0 }, { waitTime: 21 }])
    expect(() => sqs({ client, queueUrl, ...(wrong as object) })).toThrow(invalid);
  const twice = { a: message({ from: "orders" }, () => {}), b: message({ from: "orders" }, () => {}) };
  expect(() => adapt(twice)).toThrow(refused("ONEFN_DUPLICATE_TRIGGER"));
});
