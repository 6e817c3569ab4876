import { randomUUID } from "node:crypto";
import { createBroker, type MessageWire, type OutgoingMessage } from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaHost } from "../host.js";
import { settleTogether } from "../lambda/deliver.js";
import { eventSourceMapping } from "../lambda/event-source-mapping.js";
import { startRecords } from "../lambda/start-records.js";
import { activemqEvent, activemqRecord } from "./activemq.js";
import type { BrokerDelivery } from "./broker-message.js";
import { rabbitmqEvent, rabbitmqRecord } from "./rabbitmq.js";

type Native = Readonly<Record<string, unknown>>;

/** How the event of one broker looks. */
interface Format {
  readonly trigger: string;
  record(delivery: BrokerDelivery): Native;
  event(messages: readonly Native[], queues: readonly string[]): Native;
}

/** Bytes around the records in an event's JSON. */
const EVENT_FRAME = 256;
/** Milliseconds until a broker delivers a batch again: ActiveMQ's default. */
const REDELIVERY = 1_000;

/**
 * Connects a host's functions to queues of Amazon MQ. What the broker has given up is dead; its policy for that is its
 * own, so the simulator's is the option `maxAttempts`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
 */
function createMqWire({ trigger, record, event }: Format, host: LambdaHost): MessageWire {
  return {
    kind: "message",
    shape: "records",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result: { reason: "Lambda reads no result of a broker's batch, only whether the invocation failed." },
    async deploy(load, options = {}) {
      const running = await startRecords(host, load, options);
      return createBroker({
        ...eventSourceMapping(running, EVENT_FRAME),
        trigger,
        options,
        delay: REDELIVERY,
        accept(sent: OutgoingMessage, { to: queue, now: sentAt }) {
          const id = randomUUID();
          return { id, stored: { id, queue, sent, sentAt } };
        },
        record: ({ stored, attempt }) => record({ message: stored, attempt }),
        event: (messages, deliveries) =>
          event(
            messages,
            deliveries.map(({ place }) => place),
          ),
        settle: (answer, deliveries) =>
          settleTogether(
            answer,
            deliveries.map(() => "again"),
          ),
      });
    },
  };
}

/** ActiveMQ, behind Lambda. */
export const createActivemqWire = (host: LambdaHost): MessageWire =>
  createMqWire({ trigger: "activemq", record: activemqRecord, event: activemqEvent }, host);

/** RabbitMQ, behind Lambda. */
export const createRabbitmqWire = (host: LambdaHost): MessageWire =>
  createMqWire({ trigger: "rabbitmq", record: rabbitmqRecord, event: rabbitmqEvent }, host);
