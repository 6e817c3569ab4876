import { Kafka, logLevel } from "kafkajs";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { findKafka, type KafkaBroker, startKafka } from "./kafka/broker.js";
import { PollingProcess } from "./poll/polling-process.js";

const found = findKafka();
if (!found)
  console.warn("librdkafka is absent and cannot be installed here: the tests of Kafka are skipped.");

describe.skipIf(!found)("Kafka", () => {
  let broker: KafkaBroker;
  beforeAll(async () => {
    broker = await startKafka(["killed", "stopped", "failing"]);
  });
  afterAll(() => broker?.stop());

  /** Puts records with the keys a and b into a topic, whose partitions they are. */
  async function send(topic: string, values: readonly string[]): Promise<void> {
    const producer = new Kafka({ brokers: [broker.address], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    await producer.send({
      topic,
      messages: values.map((value) => ({
        key: value.slice(0, 1),
        value,
        partition: value.startsWith("a") ? 0 : 1,
      })),
    });
    await producer.disconnect();
  }

  async function start(
    topic: string,
    {
      source = {},
      options = {},
      env = {},
    }: { source?: object; options?: object; env?: Record<string, string> } = {},
  ): Promise<PollingProcess> {
    const polling = await PollingProcess.start("kafka.mjs", {
      ENDPOINT: broker.address,
      TOPIC: topic,
      SOURCE: JSON.stringify(source),
      OPTIONS: JSON.stringify(options),
      ...env,
    });
    onTestFinished(() => polling.child.stop());
    return polling;
  }

  const orders = Array.from({ length: 30 }, (_, n) => [`a ${n}`, `b ${n}`]).flat();
  const ofKey = (all: readonly string[], key: string) =>
    [...new Set(all)].filter((each) => each.startsWith(key));
  const inOrder = (key: string) => orders.filter((each) => each.startsWith(key));
  const bare = (polling: PollingProcess) => polling.all("done");

  it("nothing is lost, and every partition stays in order, when the process is killed in the middle of a batch", async () => {
    await send("killed", orders);
    const first = await start("killed");
    await first.reaches("done", 12);
    await first.end("SIGKILL");
    const second = await start("killed");
    const done = () => [...bare(first), ...bare(second)];
    await second.says(() => new Set(done()).size === orders.length);
    for (const key of ["a", "b"]) expect(ofKey(done(), key)).toEqual(inOrder(key));
  }, 60_000);

  it("a process that is told to stop finishes its batch, and the next one goes on behind it", async () => {
    await send("stopped", orders);
    const first = await start("stopped");
    await first.reaches("done", 12);
    expect(await first.end()).toBe(0);
    const second = await start("stopped");
    await second.says(() => bare(first).length + bare(second).length >= orders.length);
    expect([...bare(first), ...bare(second)].sort()).toEqual([...orders].sort());
  }, 60_000);

  it("a record that fails holds back its partition, and no other", async () => {
    await send("failing", ["a 1", "b 1"]);
    const polling = await start("failing", { source: { retryDelay: 100 }, env: { WORK: "1" } });
    await polling.reaches("done", 2);
    // The handler knows records by their text.
    await send("failing", ["fails", "b 2", "b 3"]);
    await polling.says(() => polling.all("begun").filter((each) => each.startsWith("fails")).length > 2);
    expect(polling.all("done").filter((each) => each.startsWith("b"))).toEqual(["b 1"]);
    await send("failing", ["a 2"]);
    await polling.says(() => polling.all("done").includes("a 2"));
    expect(await polling.end()).toBe(0);
  }, 60_000);
});
