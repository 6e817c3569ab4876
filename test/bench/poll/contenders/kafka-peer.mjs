import { Kafka, logLevel } from "kafkajs";

/** kafkajs alone, one record after the other. */
export async function consume({ endpoint, place, handle }) {
  const client = new Kafka({ brokers: [endpoint], logLevel: logLevel.NOTHING });
  const consumer = client.consumer({ groupId: `peer-${process.pid}` });
  await consumer.connect();
  await consumer.subscribe({ topics: [place], fromBeginning: true });
  await consumer.run({ eachMessage: ({ message }) => handle(message.value.toString()) });
}
