// A process that consumes topics of Kafka, and says what its handler does.

import { kafka } from "@onefn/server/kafka";
import { adapt, poll } from "@onefn/server/poll";
import { Kafka, logLevel } from "kafkajs";
import { handler } from "./handler.mjs";

const { ENDPOINT, TOPIC, OPTIONS = "{}", SOURCE = "{}" } = process.env;
const client = new Kafka({ brokers: [ENDPOINT], logLevel: logLevel.NOTHING });
const consumer = client.consumer({ groupId: "orders", sessionTimeout: 6_000, heartbeatInterval: 1_000 });
const topics = [TOPIC];

await poll(
  adapt(handler),
  kafka({ consumer, topics, fromBeginning: true, batchSize: 5, ...JSON.parse(SOURCE) }),
  JSON.parse(OPTIONS),
);
console.log("polling");
