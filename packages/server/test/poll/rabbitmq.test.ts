import { EventEmitter } from "node:events";
import { type Message, message, type Outcome, reject, retry } from "onefn";
import { expect, onTestFinished, test, vi } from "vitest";
import { adapt, poll } from "../../src/poll.js";
import { type AmqpChannel, type AmqpConnection, type AmqpMessage, rabbitmq } from "../../src/rabbitmq.js";
import { gate } from "../support/running.js";
import { withTimers } from "./queue.js";

/** A broker whose connections a test can break. */
class FakeBroker {
  readonly calls: string[] = [];
  readonly connections: EventEmitter[] = [];
  refusing = false;
  closing = false;
  /** Whether connections break as soon as a channel is asked for. */
  breaking = false;
  #push: (message: AmqpMessage | null) => void = () => {};
  #tag = 0;

  readonly connect = async (): Promise<AmqpConnection> => {
    this.calls.push("connect");
    if (this.refusing) throw new Error("ECONNREFUSED");
    const number = this.connections.length + 1;
    const settle = (what: string) => (each: AmqpMessage) => {
      if (this.closing) throw new Error("Channel closing");
      this.calls.push(`${what} ${each.content} on ${number}`);
    };
    const channel: AmqpChannel = Object.assign(new EventEmitter(), {
      prefetch: async () => {},
      checkQueue: async () => ({ messageCount: 3 }),
      consume: async (_: string, onMessage: (message: AmqpMessage | null) => void) => {
        this.#push = onMessage;
        return { consumerTag: "tag" };
      },
      cancel: async () => void this.calls.push(`cancel on ${number}`),
      ack: (each: AmqpMessage, allUpTo = false) => settle(allUpTo ? "ack up to" : "ack")(each),
      nack: (each: AmqpMessage, _: boolean, requeue: boolean) => settle(requeue ? "requeue" : "reject")(each),
      close: async () => {},
    });
    const connection = Object.assign(new EventEmitter(), {
      createChannel: async () => {
        if (!this.breaking) return channel;
        setImmediate(() => this.break());
        await turn();
        throw new Error("Channel ended, no reply will be forthcoming");
      },
      close: async () => void this.calls.push(`close ${number}`),
    });
    this.connections.push(connection);
    return connection;
  };

  give(...bodies: readonly string[]): void {
    for (const body of bodies)
      this.#push({
        content: Buffer.from(body),
        fields: { deliveryTag: ++this.#tag, redelivered: false, exchange: "", routingKey: "orders" },
        properties: { headers: { table: { a: 1 }, count: 3 } },
      });
  }

  cancel(): void {
    this.#push(null);
  }

  break(): void {
    const connection = this.connections.at(-1);
    connection?.emit("error", new Error("ECONNRESET"));
    connection?.emit("close", new Error("ECONNRESET"));
  }
}

async function polling(fn: Parameters<typeof adapt>[0], options: object = {}) {
  const broker = new FakeBroker();
  const lines: Record<string, unknown>[] = [];
  const adapted = adapt(fn, { log: (line) => void lines.push(JSON.parse(line)) });
  const source = rabbitmq({ connect: broker.connect, queue: "orders", ...options });
  const poller = await poll(adapted, source, { signals: false });
  onTestFinished(async () => void (await poller.close()));
  broker.calls.length = 0;
  return { broker, poller, lines };
}

/** Lets what has come be handled. */
const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

test("a message has what RabbitMQ tells; equal ones of a batch have ids of their own", async () => {
  const seen: Message[] = [];
  const { broker } = await polling(message((each) => void seen.push(each)));
  broker.give("same", "same");
  await turn();
  expect(seen[0]).toMatchObject({ subject: "orders", attempt: 1, redelivered: false });
  expect({ ...seen[0]?.attributes }).toEqual({ table: '{"a":1}', count: 3 });
  expect(seen[1]?.id).toBe(`${seen[0]?.id}.2`);
});

test("messages that are done together have one acknowledgement, which counts for none before them", async () => {
  const { opened, open } = gate();
  const { broker } = await polling(message(({ data }) => (String(data) === "slow" ? opened : undefined)));
  broker.give("1", "2", "slow", "3", "4");
  await turn();
  expect(broker.calls.splice(0)).toEqual(["ack up to 2 on 1", "ack 3 on 1", "ack 4 on 1"]);
  open();
  await turn();
  expect(broker.calls).toEqual(["ack up to slow on 1"]);
});

test("each message is acknowledged as soon as it is done, and a failed one is held back", async () => {
  withTimers();
  const { opened, open } = gate();
  const { broker } = await polling(
    message(({ data }) => {
      if (String(data) === "fails") throw new Error("no");
      if (String(data) === "later") return retry({ after: 30 });
      return String(data) === "slow" ? opened : undefined;
    }),
  );
  broker.give("slow", "quick", "fails", "later");
  await turn();
  expect(broker.calls).toEqual(["ack quick on 1"]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(broker.calls.slice(1)).toEqual(["requeue fails on 1"]);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(broker.calls.slice(2)).toEqual(["requeue later on 1"]);
  open();
  await turn();
  expect(broker.calls.slice(3)).toEqual(["ack up to slow on 1"]);
});

test("a rejected message is given to the dead letters where there are any, else it is put back", async () => {
  withTimers();
  for (const [deadLetters, call] of [
    [true, "reject"],
    [false, "requeue"],
  ] as const) {
    const { broker } = await polling(
      message(() => reject()),
      { deadLetters },
    );
    broker.give("bad");
    await turn();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(broker.calls).toEqual([`${call} bad on 1`]);
  }
});

test("what came over a broken connection is not settled over the next one", async () => {
  withTimers();
  const { opened, open } = gate();
  const { broker, lines } = await polling(
    message(({ data }) => (String(data) === "slow" ? opened : undefined)),
  );
  broker.give("slow");
  await turn();
  broker.refusing = true;
  broker.break();
  await vi.advanceTimersByTimeAsync(4_000);
  broker.refusing = false;
  await vi.advanceTimersByTimeAsync(10_000);
  open();
  broker.give("next");
  await turn();
  expect(broker.calls.filter((call) => call.startsWith("ack"))).toEqual(["ack up to next on 2"]);
  expect(lines.map(({ level }) => level)).toEqual(["error", "info"]);
});

test("what waited for its turn when a connection broke is not begun, since it comes again", async () => {
  withTimers();
  const { opened, open } = gate();
  const seen: string[] = [];
  const { broker } = await polling(
    message({ concurrency: 1 }, ({ data }) => {
      seen.push(String(data));
      return data === "slow" ? opened : undefined;
    }),
  );
  broker.give("slow", "1");
  await turn();
  broker.break();
  await vi.advanceTimersByTimeAsync(1_000);
  open();
  await turn();
  broker.give("1");
  await turn();
  expect(seen).toEqual(["slow", "1"]);
  expect(broker.calls.at(-1)).toBe("ack up to 1 on 2");
});

test.each([
  ["acknowledged", undefined],
  ["rejected", reject()],
  ["put back", retry()],
])("a channel on which a message cannot be %s is replaced", async (_, outcome) => {
  withTimers();
  let first: Outcome | void = outcome;
  const { broker, lines } = await polling(
    message(() => first),
    { deadLetters: true },
  );
  broker.closing = true;
  broker.give("1");
  await turn();
  await vi.advanceTimersByTimeAsync(1_000);
  broker.closing = false;
  await vi.advanceTimersByTimeAsync(1_000);
  first = undefined;
  broker.give("1");
  await turn();
  expect(broker.calls).toEqual(["close 1", "connect", "ack up to 1 on 2"]);
  const told = lines.filter(({ level }) => level !== "warn");
  expect(told).toMatchObject([{ level: "error", code: "ONEFN_SOURCE_UNREACHABLE" }, { level: "info" }]);
});

test("a connection that breaks while its channel is made is replaced", async () => {
  withTimers();
  const { broker, lines } = await polling(message(() => {}));
  broker.breaking = true;
  broker.break();
  await vi.advanceTimersByTimeAsync(1_000);
  await turn();
  broker.breaking = false;
  await vi.advanceTimersByTimeAsync(1_000);
  broker.give("next");
  await turn();
  expect(broker.calls).toEqual(["close 1", "connect", "close 2", "connect", "ack up to next on 3"]);
  expect(lines.map(({ level }) => level)).toEqual(["error", "info"]);
});

test("a consumer that RabbitMQ cancels is begun again", async () => {
  withTimers();
  const { broker, lines } = await polling(message(() => {}));
  broker.cancel();
  await vi.advanceTimersByTimeAsync(1_000);
  broker.give("next");
  await turn();
  expect(broker.calls).toEqual(["close 1", "connect", "ack up to next on 2"]);
  expect(lines.map(({ level }) => level)).toEqual(["error", "info"]);
});

test("a poller that stops finishes its batch, and leaves what waits behind it to RabbitMQ", async () => {
  const { opened, open } = gate();
  const { broker, poller } = await polling(message(() => opened));
  broker.give("1");
  await turn();
  broker.give("2");
  const closed = poller.close();
  open();
  expect(await closed).toBe(true);
  expect(broker.calls).toEqual(["cancel on 1", "ack up to 1 on 1", "close 1"]);
});
