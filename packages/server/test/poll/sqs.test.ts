import { type Message, message, retry } from "onefn";
import { describe, expect, test, vi } from "vitest";
import { gate } from "../support/running.js";
import { FakeQueue, messageOf, polling, withTimers } from "./queue.js";

const FIFO = { queueUrl: "https://sqs.eu-central-1.amazonaws.com/1/orders.fifo" };

describe("a message", () => {
  test("has what SQS tells, in the words of a message", async () => {
    const queue = new FakeQueue();
    const seen: Message[] = [];
    await polling(
      queue,
      message((each) => void seen.push(each)),
    );
    queue.answer(async () => ({
      Messages: [
        {
          ...messageOf("1", "ada"),
          Body: '{"sku":"a"}',
          MessageAttributes: {
            "content-type": { DataType: "String", StringValue: "application/json" },
            count: { DataType: "Number.int", StringValue: "3" },
            big: { DataType: "Number", StringValue: "9007199254740993" },
            bytes: { DataType: "Binary", BinaryValue: Uint8Array.of(0, 255) },
          },
        },
      ],
    }));
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    expect(seen[0]).toMatchObject({ id: "1", data: { sku: "a" }, key: "ada", attempt: 1, subject: "orders" });
    expect({ ...seen[0]?.attributes }).toEqual({
      "content-type": "application/json",
      count: 3,
      big: "9007199254740993",
      bytes: Uint8Array.of(0, 255),
    });
  });
});

describe("while a handler works", () => {
  test("its message is hidden again every third of the visibility timeout, and never after it is deleted", async () => {
    withTimers();
    const queue = new FakeQueue();
    const { opened, open } = gate();
    await polling(
      queue,
      message(({ data }) => (data === "slow" ? opened : undefined)),
    );
    queue.give("slow", "quick");
    await vi.advanceTimersByTimeAsync(25_000);
    expect(queue.done).toEqual(["delete quick", "hide slow 30", "hide slow 30"]);
    open();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(queue.done.slice(3)).toEqual(["delete slow"]);
  });

  test("a heartbeat that is under way arrives before the deletion", async () => {
    withTimers();
    const queue = new FakeQueue();
    const [work, beat] = [gate(), gate()];
    const { changeMessageVisibilityBatch } = queue;
    queue.changeMessageVisibilityBatch = async (input) => {
      await beat.opened;
      return changeMessageVisibilityBatch.call(queue, input);
    };
    await polling(
      queue,
      message(() => work.opened),
    );
    queue.give("1");
    await vi.advanceTimersByTimeAsync(10_000);
    work.open();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(queue.done).toEqual([]);
    beat.open();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(queue.done).toEqual(["hide 1 30", "delete 1"]);
  });

  test("a message that SQS no longer hides is not hidden again, and the log says so", async () => {
    withTimers();
    const queue = new FakeQueue();
    queue.hides = (ids) => ids.filter((id) => id === "lost");
    const { opened, open } = gate();
    const { lines } = await polling(
      queue,
      message(() => opened),
    );
    queue.give("lost", "kept");
    await vi.advanceTimersByTimeAsync(25_000);
    expect(queue.done).toEqual(["hide lost kept 30", "hide kept 30"]);
    expect(lines).toMatchObject([{ level: "warn", code: "ONEFN_NOT_SETTLED" }]);
    open();
    await vi.advanceTimersByTimeAsync(1_000);
  });

  test("one that SQS no longer hides is not begun: whoever has it now handles it", async () => {
    withTimers();
    const queue = new FakeQueue();
    queue.hides = (ids) => ids.filter((id) => id.startsWith("a"));
    const seen: unknown[] = [];
    const work = () => new Promise<void>((resolve) => setTimeout(resolve, 15_000));
    const { lines } = await polling(
      queue,
      message(({ data }) => {
        seen.push(data);
        return work();
      }),
      { sqs: FIFO },
    );
    const Messages = ["a1", "a2", "b1", "b2", "a3"].map((id) => messageOf(id, id.slice(0, 1)));
    queue.answer(async () => ({ Messages }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen).toEqual(["a1", "b1", "b2"]);
    expect(queue.done.filter((call) => call.startsWith("delete"))).toEqual(["delete a1 b1", "delete b2"]);
    expect(lines.map(({ level, code }) => [level, code])).toEqual([
      ...["a1", "a2", "a3"].map(() => ["warn", "ONEFN_NOT_SETTLED"]),
      ["error", "ONEFN_NOT_SETTLED"],
    ]);
  });

  test("one whose time is over is not begun, though no heartbeat could say so", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    const queue = new FakeQueue();
    const seen: unknown[] = [];
    await polling(
      queue,
      message({ concurrency: 1 }, ({ data }) => {
        seen.push(data);
        // Nothing else runs meanwhile.
        vi.setSystemTime(Date.now() + 31_000);
      }),
    );
    queue.give("1", "2");
    await vi.advanceTimersByTimeAsync(1_000);
    expect([seen, queue.done]).toEqual([["1"], ["delete 1"]]);
  });

  test("no more messages are fetched than prefetch says", async () => {
    const queue = new FakeQueue();
    const { opened, open } = gate();
    await polling(
      queue,
      message(() => opened),
      { sqs: { prefetch: 4 } },
    );
    queue.give("1", "2", "3");
    await vi.waitFor(() => expect(queue.calls).toEqual(["receive 4", "receive 1"]));
    queue.give("4");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(queue.waiting).toBe(0);
    open();
    await vi.waitFor(() => expect(queue.calls.at(-1)).toMatch(/^receive [34]$/));
  });
});

describe("when a message is done", () => {
  test("there is room for another one, however long the others of its batch take", async () => {
    withTimers();
    const queue = new FakeQueue();
    const { opened, open } = gate();
    const seen: unknown[] = [];
    await polling(
      queue,
      message(({ data }) => {
        seen.push(data);
        return data === "slow" ? opened : undefined;
      }),
      { sqs: { prefetch: 3 } },
    );
    queue.give("slow", "1", "2");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(queue.calls).toEqual(["receive 3", "delete 1 2", "receive 2"]);
    queue.give("3");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(seen).toEqual(["slow", "1", "2", "3"]);
    open();
  });

  test("a deletion that fails is tried again, alone", async () => {
    const queue = new FakeQueue();
    let refusals = 2;
    queue.deletes = (ids) => (refusals-- > 0 ? ids.filter((id) => id === "2") : []);
    const { lines } = await polling(
      queue,
      message(() => {}),
    );
    queue.give("1", "2", "3");
    await vi.waitFor(() => expect(queue.done).toEqual(["delete 1 2 3", "delete 2", "delete 2"]));
    expect(lines).toEqual([]);
  });

  test("a call that fails is tried again, and given up with one line", async () => {
    withTimers();
    const queue = new FakeQueue();
    queue.deletes = () => new Error("no network");
    const { lines } = await polling(
      queue,
      message(() => {}),
    );
    queue.give("1", "2");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(queue.done).toEqual(["delete 1 2", "delete 1 2", "delete 1 2", "delete 1 2"]);
    expect(lines).toMatchObject([{ level: "error", code: "ONEFN_NOT_SETTLED", ids: ["1", "2"] }]);
    queue.deletes = () => [];
    queue.give("3");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(queue.done.at(-1)).toBe("delete 3");
  });
});

describe("a message that fails", () => {
  test("is left to the queue's visibility timeout, or hidden for as long as `after` says", async () => {
    const queue = new FakeQueue();
    await polling(
      queue,
      message(({ data }) => {
        if (data === "throws") throw new Error("no");
        return data === "later" ? retry({ after: 90.5 }) : undefined;
      }),
    );
    queue.give("throws", "later", "fine");
    await vi.waitFor(() => expect([...queue.done].sort()).toEqual(["delete fine", "hide later 91"]));
  });

  test("in a FIFO queue holds its group back, all of it for the same time, and no other group", async () => {
    const queue = new FakeQueue();
    const seen: unknown[] = [];
    await polling(
      queue,
      message(({ data }) => {
        seen.push(data);
        return data === "a2" ? retry({ after: 60 }) : undefined;
      }),
      { sqs: FIFO },
    );
    const Messages = ["a1", "b1", "a2", "a3", "b2", "a4"].map((id) => messageOf(id, id.slice(0, 1)));
    queue.answer(async () => ({ Messages }));
    await vi.waitFor(() => expect(queue.done).toHaveLength(2));
    expect([...queue.done].sort()).toEqual(["delete a1 b1 b2", "hide a2 a3 a4 60"]);
    expect(seen.filter((each) => `${each}`.startsWith("a"))).toEqual(["a1", "a2"]);
  });
});
