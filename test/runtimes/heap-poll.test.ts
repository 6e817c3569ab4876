import { connect } from "amqplib";
import { Kafka, logLevel } from "kafkajs";
import { expect, it, onTestFinished } from "vitest";
import { SLACK, USAGE_FLAGS, usageOf } from "./harness/usage.js";
import { findKafka, startKafka } from "./kafka/broker.js";
import { PollingProcess } from "./poll/polling-process.js";
import { findRabbitmq, startRabbitmq } from "./rabbitmq/broker.js";
import { EndlessQueue } from "./sqs/endless-queue.js";

const WARM_UP = 20_000;
const MESSAGES = 100_000;

/** A source, from whose messages each is one that the handler counts. */
interface Source {
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  send(count: number): Promise<void>;
  close(): Promise<void> | void;
}

const sources = {
  async SQS(): Promise<Source> {
    const queue = await EndlessQueue.start("count");
    const env = { ENDPOINT: queue.url, QUEUE_URL: `${queue.url}/1/counted`, SOURCE: '{"prefetch":50}' };
    return { program: "sqs.mjs", env, send: (count) => queue.give(count), close: () => queue.close() };
  },
  async RabbitMQ(): Promise<Source> {
    const broker = await startRabbitmq(findRabbitmq() as string);
    const connection = await connect(broker.url);
    const channel = await connection.createConfirmChannel();
    await channel.assertQueue("counted");
    return {
      program: "rabbitmq.mjs",
      env: { ENDPOINT: broker.url, QUEUE: "counted", SOURCE: '{"prefetch":100}' },
      async send(count) {
        for (let sent = 0; sent < count; sent++) {
          channel.sendToQueue("counted", Buffer.from("count"));
          if (sent % 1_000 === 0) await channel.waitForConfirms();
        }
      },
      async close() {
        await connection.close();
        await broker.stop();
      },
    };
  },
  async Kafka(): Promise<Source> {
    const broker = await startKafka(["counted"]);
    const producer = new Kafka({ brokers: [broker.address], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const messages = Array.from({ length: 1_000 }, () => ({ value: "count" }));
    return {
      program: "kafka.mjs",
      env: { ENDPOINT: broker.address, TOPIC: "counted", SOURCE: '{"batchSize":100}' },
      async send(count) {
        for (let sent = 0; sent < count; sent += messages.length)
          await producer.send({ topic: "counted", messages });
      },
      async close() {
        await producer.disconnect();
        await broker.stop();
      },
    };
  },
};

const here = { SQS: () => true, RabbitMQ: () => findRabbitmq() !== undefined, Kafka: findKafka };

for (const [name, open] of Object.entries(sources))
  it.skipIf(!here[name as keyof typeof here]())(
    `100,000 messages of ${name} are polled without growth of the heap`,
    async () => {
      const source = await open();
      onTestFinished(() => source.close(), 60_000);
      const polling = await PollingProcess.start(source.program, source.env, { flags: USAGE_FLAGS });
      onTestFinished(() => polling.child.stop());
      await Promise.all([
        source.send(WARM_UP),
        polling.says((lines) => lines.includes(`counted ${WARM_UP}`)),
      ]);
      const before = await usageOf(polling.child);
      const all = `counted ${WARM_UP + MESSAGES}`;
      await Promise.all([source.send(MESSAGES), polling.says((lines) => lines.includes(all))]);
      const after = await usageOf(polling.child);
      expect(after.heap - before.heap).toBeLessThan(SLACK);
    },
    600_000,
  );
