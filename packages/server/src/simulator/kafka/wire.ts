import {
  createBroker,
  type DocumentedResult,
  type MessageWire,
  type OutgoingMessage,
  schema,
} from "onefn/simulator";
import { kafka } from "../../kafka.js";
import { polled } from "../../poll/capabilities.js";
import type { KafkaMessage } from "../../poll/kafka/client.js";
import type { PollHost } from "../poll/host.js";
import { type PolledAnswer, PolledPlaces } from "../poll/places.js";
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
  const trigger = "kafka-poll";
  return {
    kind: "message",
    shape: "records",
    trigger,
    capabilities: polled[trigger] ?? {},
    result,
    deploy(load, options = {}) {
      const running = host.start(load, options);
      const places = new PolledPlaces<SimulatedConsumer, KafkaCall>(async (topic) => {
        running.prepare?.();
        const fake = new SimulatedConsumer();
        const consumer = host.client?.(fake) ?? fake;
        const source = kafka({ consumer, topics: [topic], batchSize: BATCH });
        return { fake, poller: await running.poll(source, fake.timers) };
      });
      return createBroker<OutgoingMessage, StoredRecord, KafkaMessage, PolledAnswer<KafkaCall>>({
        trigger,
        from: "onefn/server",
        running,
        options,
        batch: BATCH,
        onePlace: true,
        delay: SESSION,
        accept(sent, sending) {
          const stored = storeRecord(sent, sending);
          return { id: `${sending.to}-0:${stored.message.offset}`, stored };
        },
        record: fetchedRecord,
        event: (messages) => ({ messages }),
        async invoke(event, [delivery]) {
          const { place } = delivery as { readonly place: string };
          const { messages } = event as { readonly messages: readonly KafkaMessage[] };
          return places.deliver(place, (consumer) => consumer.give(place, messages));
        },
        settle({ calls = [], ...told }, deliveries) {
          const next = Math.max(0, ...calls.map((call) => ("commit" in call ? Number(call.commit) : 0)));
          const after = Math.max(0, ...calls.map((call) => ("pause" in call ? call.pause : 0)));
          return {
            fates: deliveries.map(({ stored }) =>
              Number(stored.message.offset) < next ? "done" : { after },
            ),
            nativeResult: calls,
            ...told,
          };
        },
        // The whole partition waits for its next delivery.
        lanes: () => "partition",
      });
    },
  };
}
