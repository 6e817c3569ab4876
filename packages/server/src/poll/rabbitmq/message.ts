import {
  type AttributeValue,
  createRecord,
  type MessageSource,
  OnefnError,
  parseTraceparent,
  type Trace,
} from "onefn/provider";
import { type DistinctIds, digestOf } from "../distinct-ids.js";
import type { AmqpMessage } from "./client.js";

/** Where a message came from. */
interface Origin {
  readonly queue: string;
  readonly ids: DistinctIds<AmqpMessage>;
  /** Whether RabbitMQ has not put a message back into its queue. */
  holds(message: AmqpMessage): boolean;
}

/** One message of a queue of RabbitMQ. */
export class AmqpSource implements MessageSource {
  readonly record: AmqpMessage;
  readonly #index: number;
  readonly #from: Origin;

  constructor(record: AmqpMessage, index: number, from: Origin) {
    this.record = record;
    this.#index = index;
    this.#from = from;
  }

  get id(): string {
    return this.#from.ids.at(this.#index);
  }
  /**
   * There is nothing to load, but this is when the message's turn has come.
   *
   * @throws OnefnError ONEFN_NOT_SETTLED if the message comes again whatever its handler does.
   */
  load(): undefined {
    if (this.#from.holds(this.record)) return undefined;
    throw new OnefnError(
      "ONEFN_NOT_SETTLED",
      "its connection broke before its turn came, and RabbitMQ delivers it again.",
    );
  }
  source(): string {
    return `amqp:///${encodeURIComponent(this.#from.queue)}`;
  }
  type(): string {
    return "com.rabbitmq.message";
  }
  subject(): string {
    return this.#from.queue;
  }
  enqueuedAt(): Date | undefined {
    return sentAt(this.record);
  }
  body(): Uint8Array {
    return this.record.content;
  }
  contentType(): string | undefined {
    return this.record.properties.contentType || undefined;
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    const attributes = createRecord<AttributeValue>();
    for (const [name, header] of Object.entries(this.record.properties.headers ?? {})) {
      const value = valueIn(header);
      if (value !== undefined) attributes[name] = value;
    }
    return attributes;
  }
  /**
   * Quorum queues count, from the second delivery on. Where `redelivered` is not set, it is certainly the first.
   * @see https://www.rabbitmq.com/docs/reliability#consumer-side
   */
  attempt(): number | undefined {
    if (!this.record.fields.redelivered) return 1;
    const count = this.record.properties.headers?.[DELIVERIES];
    return typeof count === "number" ? count + 1 : undefined;
  }
  redelivered(): boolean {
    return this.record.fields.redelivered;
  }
  key(): undefined {
    return undefined;
  }
  trace(): Trace | undefined {
    const { traceparent, tracestate } = this.attributes();
    return parseTraceparent(textIn(traceparent), textIn(tracestate));
  }
}

const DELIVERIES = "x-delivery-count";

function textIn(value: AttributeValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Tables and lists, such as `x-death`, are given as JSON. */
function valueIn(header: unknown): AttributeValue | undefined {
  if (header instanceof Uint8Array) return new Uint8Array(header);
  if (typeof header === "string" || typeof header === "number" || typeof header === "boolean") return header;
  return header === null || header === undefined ? undefined : JSON.stringify(header);
}

/** Publishers write seconds, as AMQP says, or milliseconds. Larger numbers would be the year 5138. */
const MILLISECONDS = 1e11;

/** When a message was sent, if its publisher says so. */
export function sentAt({ properties: { timestamp } }: AmqpMessage): Date | undefined {
  const sent = Number(timestamp);
  return sent > 0 ? new Date(sent > MILLISECONDS ? sent : sent * 1000) : undefined;
}

/**
 * Few publishers set an id. Without one there is only what the message says, without the count of a quorum queue.
 * @see https://www.rabbitmq.com/docs/publishers#message-properties
 */
export function idOf({ properties, fields, content }: AmqpMessage): string {
  const { messageId, headers = {} } = properties;
  if (messageId) return messageId;
  const { [DELIVERIES]: _, ...told } = headers;
  const words = [fields.exchange, fields.routingKey, { ...properties, headers: told }];
  return digestOf(JSON.stringify(words), content);
}
