import { type Channel, type ChannelModel, connect } from "amqplib";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { PollingProcess } from "./poll/polling-process.js";
import { findRabbitmq, type Rabbitmq, startRabbitmq } from "./rabbitmq/broker.js";

const command = findRabbitmq();
if (!command) console.warn("RabbitMQ is absent and cannot be installed here: its tests are skipped.");

describe.skipIf(!command)("RabbitMQ", () => {
  let broker: Rabbitmq;

  beforeAll(async () => {
    broker = await startRabbitmq(command as string);
  }, 120_000);
  afterAll(() => broker?.stop(), 60_000);

  async function withChannel<T>(use: (channel: Channel) => Promise<T>): Promise<T> {
    const connection: ChannelModel = await connect(broker.url);
    try {
      return await use(await connection.createChannel());
    } finally {
      await connection.close();
    }
  }

  let made = 0;
  /** Makes a queue, and puts messages into it. */
  async function queueOf(bodies: readonly string[], options: object = {}): Promise<string> {
    const queue = `orders-${made++}`;
    await withChannel(async (channel) => {
      await channel.assertQueue(`${queue}-dead`);
      const deadLetters = { deadLetterExchange: "", deadLetterRoutingKey: `${queue}-dead` };
      await channel.assertQueue(queue, { durable: true, ...deadLetters, ...options });
      for (const body of bodies) channel.sendToQueue(queue, Buffer.from(body), { persistent: true });
      // A queue that tells its length has what was sent before.
      await channel.checkQueue(queue);
    });
    return queue;
  }

  const lengthOf = (queue: string) =>
    withChannel(async (channel) => (await channel.checkQueue(queue)).messageCount);

  async function start(
    queue: string,
    {
      source = {},
      options = {},
      env = {},
    }: { source?: object; options?: object; env?: Record<string, string> } = {},
  ): Promise<PollingProcess> {
    const polling = await PollingProcess.start("rabbitmq.mjs", {
      ENDPOINT: broker.url,
      QUEUE: queue,
      SOURCE: JSON.stringify(source),
      OPTIONS: JSON.stringify(options),
      ...env,
    });
    onTestFinished(() => polling.child.stop());
    return polling;
  }

  const numbered = (count: number) => Array.from({ length: count }, (_, index) => `order ${index}`);

  it("nothing is lost when the process is killed in the middle of a batch", async () => {
    const orders = numbered(60);
    const queue = await queueOf(orders);
    const first = await start(queue);
    await first.reaches("done", 15);
    await first.end("SIGKILL");
    const second = await start(queue);
    const done = () => new Set([...first.all("done"), ...second.all("done")]);
    await second.says(() => done().size === orders.length);
    expect([...done()].sort()).toEqual(orders.sort());
    await second.end();
    expect(await lengthOf(queue)).toBe(0);
  });

  it("a process that is told to stop finishes what it has begun, and leaves the rest to the next one", async () => {
    const orders = numbered(60);
    const queue = await queueOf(orders);
    const first = await start(queue, { env: { WORK: "100" } });
    await first.reaches("done", 15);
    expect(await first.end()).toBe(0);
    expect([...first.all("done")].sort()).toEqual([...first.all("begun")].sort());
    expect(await lengthOf(queue)).toBe(60 - first.all("done").length);
    const second = await start(queue);
    await second.reaches("done", 60 - first.all("done").length);
    expect([...first.all("done"), ...second.all("done")].sort()).toEqual(orders.sort());
  });

  it("what is not done in time goes back into the queue", async () => {
    const queue = await queueOf(["stuck"]);
    const polling = await start(queue, { options: { shutdownTimeout: 500 } });
    await polling.reaches("begun", 1);
    expect(await polling.end()).toBe(1);
    expect(await lengthOf(queue)).toBe(1);
  });

  it("a message that fails comes again after retryDelay, and one that asks for more after that", async () => {
    const queue = await queueOf(["fails", "later 600"], { arguments: { "x-queue-type": "quorum" } });
    const polling = await start(queue, { source: { retryDelay: 100 } });
    await polling.reaches("begun", 4);
    const begun = polling.all("begun");
    expect([...begun].sort()).toEqual(["fails", "fails", "fails", "later 600"]);
    // A message that waits in the process goes back when it ends.
    expect(await polling.end()).toBe(0);
    expect(await lengthOf(queue)).toBe(2);
  });

  it("after a broken connection it connects again, with one log line for each, and nothing is lost", async () => {
    const orders = numbered(60);
    const queue = await queueOf(orders);
    const polling = await start(queue, { env: { WORK: "2000" } });
    await polling.reaches("done", 5);
    await broker.restart();
    await polling.says(() => new Set(polling.all("done")).size === orders.length);
    const told = polling.child.lines.filter((line) => line.includes("[onefn/server] poll"));
    expect(told.map((line) => JSON.parse(line).level)).toEqual(["error", "info"]);
    expect(await polling.end()).toBe(0);
    expect(await lengthOf(queue)).toBe(0);
  }, 120_000);

  it("a queue that is not there is an error at start, and one that is deleted is waited for", async () => {
    await expect(start("nowhere")).rejects.toThrow("ONEFN_SOURCE_UNREACHABLE");
    const queue = await queueOf(["first"]);
    const polling = await start(queue);
    await polling.reaches("done", 1);
    await withChannel((channel) => channel.deleteQueue(queue));
    await polling.says((lines) => lines.some((line) => line.includes("ONEFN_SOURCE_UNREACHABLE")));
    await withChannel(async (channel) => {
      await channel.assertQueue(queue);
      channel.sendToQueue(queue, Buffer.from("second"));
      await channel.checkQueue(queue);
    });
    await polling.reaches("done", 2);
  });
});
