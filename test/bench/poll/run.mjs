// Compares `poll` with what people use: messages per second, as a ratio of medians in one run.
//   [AMQP_URL=amqp://...] [KAFKA=host:port] node test/bench/poll/run.mjs [--rounds 5]
// SQS is a stand-in of this folder. RabbitMQ and Kafka are measured where their addresses are given.
import { fork } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { orderText } from "../messages/orders.mjs";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const rounds = Number(values.rounds);
const { AMQP_URL, KAFKA } = process.env;
const GOAL = 0.95;

/** How many messages warm a consumer up, and how many are measured. */
const AMOUNT = { warmup: 5_000, count: 20_000 };
const total = AMOUNT.warmup + AMOUNT.count;

const sources = {
  async sqs() {
    const child = fork(new URL("queue.mjs", import.meta.url));
    const [endpoint] = await once(child, "message");
    return { endpoint, place: async () => "", close: () => child.kill() };
  },
  async rabbitmq() {
    if (!AMQP_URL) return undefined;
    const { connect } = await import("amqplib");
    const connection = await connect(AMQP_URL);
    const channel = await connection.createConfirmChannel();
    let made = 0;
    const place = async () => {
      const queue = `bench-${process.pid}-${made++}`;
      await channel.assertQueue(queue, { autoDelete: true });
      for (let sent = 0; sent < total + 1_000; sent++)
        channel.sendToQueue(queue, Buffer.from(orderText(sent)));
      await channel.waitForConfirms();
      return queue;
    };
    return { endpoint: AMQP_URL, place, close: () => connection.close() };
  },
  async kafka() {
    if (!KAFKA) return undefined;
    const { Kafka, logLevel } = await import("kafkajs");
    const producer = new Kafka({ brokers: [KAFKA], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const topic = `bench-${process.pid}`;
    for (let sent = 0; sent < total + 1_000; sent += 1_000) {
      const messages = Array.from({ length: 1_000 }, (_, index) => ({ value: orderText(sent + index) }));
      await producer.send({ topic, messages });
    }
    await producer.disconnect();
    return { endpoint: KAFKA, place: async () => topic, close: () => {} };
  },
};

async function measure(job) {
  const child = fork(new URL("measure.mjs", import.meta.url), [JSON.stringify(job)], {
    env: { PATH: process.env.PATH, AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench" },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [speed] = await once(child, "message");
  return speed;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

for (const [source, open] of Object.entries(sources)) {
  const opened = await open();
  if (!opened) {
    console.log(`${source}: its address is not given`);
    continue;
  }
  const speeds = { onefn: [], peer: [] };
  for (let round = 0; round < rounds; round++)
    for (const contender of Object.keys(speeds)) {
      const { endpoint } = opened;
      const job = { source, contender, endpoint, place: await opened.place(), ...AMOUNT };
      speeds[contender].push(await measure(job));
    }
  await opened.close();
  const [own, peer] = [median(speeds.onefn), median(speeds.peer)];
  const ratio = own / peer;
  const verdict = ratio >= GOAL ? "met" : "missed";
  console.log(
    `${source}: ${Math.round(own)}/s, peer ${Math.round(peer)}/s, ratio ${ratio.toFixed(2)} (${verdict})`,
  );
}
