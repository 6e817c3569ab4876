import { type Message, message, retry } from "onefn";
import { expect, onTestFinished, test, vi } from "vitest";
import { type KafkaConsumer, type KafkaMessage, type KafkaPayload, kafka } from "../../src/kafka.js";
import { adapt, type PollMetrics, type PollOptions, poll } from "../../src/poll.js";
import { gate } from "../support/running.js";
import { withTimers } from "./queue.js";

type Crash = (event: { readonly payload: { readonly error: Error; readonly restart: boolean } }) => void;
type Join = (event: { readonly payload: { readonly memberAssignment: Record<string, number[]> } }) => void;

/** A consumer of kafkajs: it commits nothing once it stops, and says nothing about that. */
class FakeConsumer implements KafkaConsumer {
  readonly calls: string[] = [];
  readonly committed: string[] = [];
  crash: Crash = () => {};
  join: Join = () => {};
  rebalancing = false;
  #eachBatch: (payload: KafkaPayload) => Promise<void> = async () => {};
  #running = false;

  /** Hands a batch of partition 0 out. Its last offset is that of a marker. */
  give(...values: readonly (string | null)[]): Promise<void> {
    const messages = values.map((value, offset): KafkaMessage => {
      const headers = { traceparent: Buffer.from("00-1"), twice: ["1", "2"] };
      return {
        key: Buffer.from("k"),
        value: value === null ? null : Buffer.from(value),
        timestamp: "1",
        offset: `${offset}`,
        headers,
      };
    });
    return this.#eachBatch({
      batch: {
        topic: "orders",
        partition: 0,
        highWatermark: "100",
        messages,
        lastOffset: () => `${values.length}`,
      },
      resolveOffset: (offset) => void this.calls.push(`resolve ${offset}`),
      heartbeat: async () => {
        this.calls.push("heartbeat");
        if (this.rebalancing) throw new Error("The group is rebalancing, so a rejoin is needed");
      },
      pause: () => {
        this.calls.push("pause");
        return () => void this.calls.push("resume");
      },
      isRunning: () => this.#running,
      isStale: () => false,
    });
  }

  connecting: Promise<void> | undefined;
  async connect() {
    this.calls.push("connect");
    await this.connecting;
  }
  async subscribe({ topics }: { readonly topics: readonly string[] }) {
    this.calls.push(`subscribe ${topics}`);
  }
  async run({ eachBatch }: { eachBatch(payload: KafkaPayload): Promise<void> }) {
    this.#running = true;
    this.#eachBatch = eachBatch;
    this.calls.push("run");
  }
  async commitOffsets([offset]: readonly { readonly offset: string }[]) {
    if (this.#running) this.committed.push(`${offset?.offset}`);
  }
  async stop() {
    this.#running = false;
  }
  async disconnect() {
    this.#running = false;
    this.calls.push("disconnect");
  }
  on(event: string, listener: never) {
    if (event === "consumer.crash") this.crash = listener;
    if (event === "consumer.group_join") this.join = listener;
    return () => {};
  }
}

async function polling(fn: Parameters<typeof adapt>[0], options: PollOptions = {}) {
  const consumer = new FakeConsumer();
  const lines: Record<string, unknown>[] = [];
  const adapted = adapt(fn, { log: (line) => void lines.push(JSON.parse(line)) });
  const source = kafka({ consumer, topics: ["orders"], batchSize: 2 });
  const poller = await poll(adapted, source, { signals: false, ...options });
  onTestFinished(async () => void (await poller.close()));
  consumer.calls.length = 0;
  return { consumer, poller, lines };
}

test("a record has what Kafka tells, and a tombstone has null", async () => {
  const seen: Message[] = [];
  const { consumer } = await polling(message((each) => void seen.push(each)));
  await consumer.give('{"sku":"a"}', null);
  expect(seen.map(({ data }) => data)).toEqual(['{"sku":"a"}', null]);
  expect(seen[0]).toMatchObject({ id: "orders-0:0", subject: "orders", key: "k", attempt: undefined });
  expect({ ...seen[0]?.attributes }).toEqual({ traceparent: "00-1", twice: "2" });
});

test("a batch is handled in pieces, and committed behind its last offset, which may be no record's", async () => {
  const { consumer } = await polling(message(() => {}));
  await consumer.give("1", "2", "3");
  expect(consumer.calls).toEqual(["resolve 1", "resolve 2", "resolve 3"]);
  expect(consumer.committed).toEqual(["4"]);
});

test("a record that fails is the first that comes again, and its partition waits as long as it says", async () => {
  withTimers();
  const { consumer } = await polling(
    message(({ data }) => (data === "2" ? retry({ after: 60 }) : undefined)),
  );
  await consumer.give("1", "2", "3");
  expect([consumer.calls, consumer.committed]).toEqual([["resolve 0", "pause"], ["1"]]);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(consumer.calls).not.toContain("resume");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(consumer.calls.at(-1)).toBe("resume");
});

test("a record that asks for more time than a timer has waits as long as one can", async () => {
  withTimers();
  const { consumer } = await polling(message(() => retry({ after: 40 * 24 * 60 * 60 })));
  await consumer.give("1");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(consumer.calls).toEqual(["pause"]);
});

test("what waits is counted in the partitions that the group has left to this member, done or not", async () => {
  const told: PollMetrics[] = [];
  const metrics = (each: PollMetrics) => void told.push(each);
  const { consumer } = await polling(
    message(({ data }) => (data === "fails" ? retry({ after: 60 }) : undefined)),
    { metrics, metricsInterval: 5 },
  );
  const depth = async () => {
    told.length = 0;
    await vi.waitFor(() => expect(told.length).toBeGreaterThan(1));
    return told.at(-1)?.depth;
  };
  await consumer.give("fails");
  expect(await depth()).toBe(100);
  await consumer.give("1", "2");
  expect(await depth()).toBe(97);
  consumer.join({ payload: { memberAssignment: { orders: [0, 1] } } });
  expect(await depth()).toBe(97);
  consumer.join({ payload: { memberAssignment: {} } });
  expect(await depth()).toBeUndefined();
});

test("heartbeats are sent while a handler works, and not after", async () => {
  withTimers();
  const { opened, open } = gate();
  const { consumer } = await polling(message(() => opened));
  const given = consumer.give("1");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(consumer.calls).toEqual(["heartbeat", "heartbeat", "heartbeat"]);
  open();
  await given;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(consumer.calls.filter((call) => call === "heartbeat")).toHaveLength(3);
});

test("records are not begun for long while the group waits for this member, and what is done is committed", async () => {
  withTimers();
  const seen: unknown[] = [];
  const { consumer } = await polling(
    message(({ data }) => {
      seen.push(data);
      return new Promise<void>((resolve) => setTimeout(resolve, 12_000));
    }),
  );
  consumer.rebalancing = true;
  const given = consumer.give("1", "2", "3");
  await vi.advanceTimersByTimeAsync(12_000);
  await given;
  expect([seen, consumer.committed]).toEqual([["1"], ["1"]]);
  consumer.rebalancing = false;
  const again = consumer.give("1", "2");
  await vi.advanceTimersByTimeAsync(24_000);
  await again;
  expect(seen).toEqual(["1", "1", "2"]);
});

test("what is handled when the poller is told to stop is committed before the consumer stops", async () => {
  const { opened, open } = gate();
  const { consumer, poller } = await polling(message(() => opened));
  const given = consumer.give("1", "2", "3");
  const closed = poller.close();
  open();
  await given;
  expect(await closed).toBe(true);
  // Of the batch, the piece that had begun.
  expect([consumer.committed, consumer.calls]).toEqual([["2"], ["resolve 1", "disconnect"]]);
});

test("a consumer that gives up is started again, with one line when it breaks", async () => {
  withTimers();
  const { consumer, lines } = await polling(message(() => {}));
  consumer.crash({ payload: { error: new Error("unknown"), restart: false } });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(consumer.calls).toEqual(["connect", "run"]);
  consumer.crash({ payload: { error: new Error("no broker"), restart: true } });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(consumer.calls).toEqual(["connect", "run"]);
  expect(lines).toMatchObject([{ level: "error", code: "ONEFN_SOURCE_UNREACHABLE" }]);
});

test("a consumer that was about to start again when the poller stopped does not stay in its group", async () => {
  withTimers();
  const { opened, open } = gate();
  const { consumer, poller } = await polling(message(() => {}));
  consumer.connecting = opened;
  consumer.crash({ payload: { error: new Error("unknown"), restart: false } });
  await vi.advanceTimersByTimeAsync(1_000);
  await poller.close();
  open();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(consumer.calls).toEqual(["connect", "disconnect", "disconnect"]);
});
