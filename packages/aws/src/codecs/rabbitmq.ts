import {
  type AttributeValue,
  type MessageSource,
  parseTraceparent,
  type RecordCodec,
  type Trace,
} from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { amqpHeader } from "./amqp-header.js";
import { bytesOf } from "./base64.js";
import { digestOf } from "./digest.js";
import { type Identified, identified } from "./identified.js";
import { attributesFrom } from "./message-attributes.js";
import { settleTogether } from "./settle-together.js";
import { timeIn } from "./time.js";

/**
 * A batch of a RabbitMQ broker's queue, or the bare list in which EventBridge Pipes delivers one.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
 */
export type RabbitmqEvent =
  | {
      readonly eventSource: string;
      readonly eventSourceArn?: string;
      /** By queue and virtual host, such as `orders::/`. */
      readonly rmqMessagesByQueue: Readonly<Record<string, readonly (RabbitmqMessage | null)[]>>;
    }
  | readonly (RabbitmqMessage | null)[];

/** One message of RabbitMQ. */
export interface RabbitmqMessage {
  readonly basicProperties?: RabbitmqProperties | null | undefined;
  readonly redelivered?: boolean;
  /** Base64. */
  readonly data?: string;
  /** Only in a pipe, whose list has no members of its own. */
  readonly eventSource?: string;
  readonly eventSourceArn?: string;
  readonly eventSourceKey?: string;
}

/** What the publisher has set; most of it is usually null. */
interface RabbitmqProperties {
  readonly messageId?: string | null | undefined;
  readonly contentType?: string | null | undefined;
  readonly timestamp?: string | null | undefined;
  readonly headers?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A message and its queue with the virtual host. */
interface Delivered {
  readonly queue: string;
  readonly message: RabbitmqMessage | null;
}

const DELIVERY_COUNT = "x-delivery-count";

class RabbitmqSource implements MessageSource {
  readonly record: RabbitmqMessage;
  readonly properties: RabbitmqProperties;
  readonly id: string;
  readonly queue: string;
  readonly broker: string;

  constructor(record: RabbitmqMessage, id: string, queue: string, broker: string) {
    this.record = record;
    this.properties = record.basicProperties ?? {};
    this.id = id;
    this.queue = queue;
    this.broker = broker;
  }

  source(): string {
    return this.broker;
  }
  type(): string {
    return "com.amazonaws.rabbitmq.message";
  }
  subject(): string {
    return this.queue;
  }
  enqueuedAt(): Date | undefined {
    const { timestamp } = this.properties;
    // It names no zone, but is UTC, as Lambda's runtime is. Newer Java versions put a narrow space before AM and PM.
    return timestamp ? timeIn(`${timestamp.replace(/\s+/g, " ")} UTC`) : undefined;
  }
  body(): Uint8Array {
    return bytesOf(this.record.data);
  }
  contentType(): string | undefined {
    return this.properties.contentType ?? undefined;
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return attributesFrom(this.properties.headers, amqpHeader);
  }
  /**
   * Quorum queues count the deliveries before this one, from the second delivery on. A first delivery may have the header
   * too: a copy of what was sent before.
   * @see https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling
   */
  attempt(): number | undefined {
    const { redelivered, basicProperties } = this.record;
    const count = basicProperties?.headers?.[DELIVERY_COUNT];
    return redelivered && Number.isInteger(count) && Number(count) > 0 ? Number(count) + 1 : undefined;
  }
  redelivered(): boolean | undefined {
    return this.record.redelivered;
  }
  key(): undefined {
    return undefined;
  }
  trace(): Trace | undefined {
    const { traceparent, tracestate } = this.properties.headers ?? {};
    return parseTraceparent(textIn(traceparent), textIn(tracestate));
  }
}

function textIn(header: unknown): string | undefined {
  const value = amqpHeader(header);
  return typeof value === "string" ? value : undefined;
}

/**
 * Amazon MQ for RabbitMQ.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
 */
export const rabbitmq: RecordCodec<RabbitmqEvent, Identified<Delivered>, null, LambdaContext> = {
  trigger: "rabbitmq",
  matches(native) {
    const event = asRecord(Array.isArray(native) ? native[0] : native);
    return (
      event.eventSource === "aws:rmq" && (Array.isArray(native) ? "data" : "rmqMessagesByQueue") in event
    );
  },
  records: (native) => identified(deliveredIn(native), idOf),
  readings: [
    {
      kind: "message",
      origin: ({ record }) => record.queue,
      // Behind the last pair of colons is the virtual host. The name of a queue may have some, too.
      names: (queue) => [queue.replace(/::(?!.*::).*/s, "")],
      // A null record fails alone: it has no data.
      decode: ({ id, record: { message, queue } }, _, { native }) =>
        new RabbitmqSource(message ?? {}, id, queue, brokerOf(message ?? {}, native)),
    },
  ],
  settle: settleTogether,
};

function deliveredIn(native: RabbitmqEvent): readonly Delivered[] {
  if (!("rmqMessagesByQueue" in native))
    return native.map((message) => ({ queue: message?.eventSourceKey ?? "", message }));
  return Object.entries(native.rmqMessagesByQueue).flatMap(([queue, messages]) =>
    messages.map((message) => ({ queue, message })),
  );
}

/**
 * Few publishers set an id. Without one there is only what the message says. A redelivery does not change that, except
 * that quorum queues add a header with a count.
 * @see https://github.com/rabbitmq/rabbitmq-server/pull/7732
 */
function idOf({ queue, message }: Delivered): string {
  const { basicProperties, data } = message ?? {};
  if (basicProperties?.messageId) return basicProperties.messageId;
  const headers = Object.entries(basicProperties?.headers ?? {}).filter(([name]) => name !== DELIVERY_COUNT);
  return `${queue}.${digestOf(JSON.stringify([{ ...basicProperties, headers }, data]))}`;
}

function brokerOf(message: RabbitmqMessage, native: RabbitmqEvent): string {
  const { eventSourceArn } = "rmqMessagesByQueue" in native ? native : message;
  return eventSourceArn ?? "";
}
