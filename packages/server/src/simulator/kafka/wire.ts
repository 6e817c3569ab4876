import { type DocumentedResult, type MessageWire, schema } from "onefn/simulator";
import { kafka } from "../../kafka.js";
import type { KafkaMessage } from "../../poll/kafka/client.js";
import type { PollHost } from "../poll/host.js";
import { createPollWire } from "../poll/wire.js";
import { type KafkaCall, SimulatedConsumer } from "./consumer.js";
import { fetchedRecord, type StoredRecord, storeRecord } from "./record.js";

const { array, number, object, string, union } = schema;

/** @see https://kafka.js.org/docs/consuming#a-name-manual-commits-a-manual-committing */
const result: DocumentedResult = {
  schema: array(union(object({ commit: string(/^\d+$/) }), object({ pause: number() }))),
  wrong: [undefined, [{ commit: 5 }], [{ commit: "-1" }], [{ pause: "1000" }], [{ commit: "1", pause: 1 }]],
};

/** Milliseconds: what a process that has died had in hand comes again once its session has ended. */
const SESSION = 30_000;
const BATCH = 10_000;

/** Topics of one partition each that pollers consume. What fails too often is dead here, as if it had expired. */
export function createKafkaPollWire(host: PollHost): MessageWire {
  return createPollWire<SimulatedConsumer, KafkaCall, StoredRecord, KafkaMessage>(host, {
    trigger: "kafka-poll",
    result,
    batch: BATCH,
    delay: SESSION,
    connect(topic, through) {
      const fake = new SimulatedConsumer();
      const source = kafka({ consumer: through(fake), topics: [topic], batchSize: BATCH });
      return { fake, source, timers: fake.timers };
    },
    accept(sent, sending) {
      const stored = storeRecord(sent, sending);
      return { id: `${sending.to}-0:${stored.message.offset}`, stored };
    },
    record: fetchedRecord,
    event: (messages) => ({ messages }),
    give: (consumer, event, topic) =>
      consumer.give(topic, (event as { readonly messages: readonly KafkaMessage[] }).messages),
    fates(calls, deliveries) {
      const next = Math.max(0, ...calls.map((call) => ("commit" in call ? Number(call.commit) : 0)));
      const after = Math.max(0, ...calls.map((call) => ("pause" in call ? call.pause : 0)));
      return deliveries.map(({ stored }) => (Number(stored.message.offset) < next ? "done" : { after }));
    },
    // The whole partition waits for its next delivery.
    lanes: () => "partition",
  });
}
