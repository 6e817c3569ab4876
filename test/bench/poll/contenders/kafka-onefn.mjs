import { kafka } from "@onefn/server/kafka";
import { adapt, poll } from "@onefn/server/poll";
import { Kafka, logLevel } from "kafkajs";
import { message } from "onefn";

export async function consume({ endpoint, place, handleParsed }) {
  const client = new Kafka({ brokers: [endpoint], logLevel: logLevel.NOTHING });
  const consumer = client.consumer({ groupId: `onefn-${process.pid}` });
  const fn = message({ as: "json" }, ({ data }) => handleParsed(data));
  await poll(adapt(fn), kafka({ consumer, topics: [place], fromBeginning: true }));
}
