import {
  type AttributeValue,
  type MessageSource,
  parseTraceparent,
  type RecordCodec,
  type Trace,
} from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { bytesOf } from "./base64.js";
import { type Identified, identified } from "./identified.js";
import { attributesFrom, contentTypeIn } from "./message-attributes.js";
import { settleTogether } from "./settle-together.js";

/**
 * A batch of an ActiveMQ broker's queue, or the bare list in which EventBridge Pipes delivers one.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
 */
export type ActivemqEvent =
  | {
      readonly eventSource: string;
      readonly eventSourceArn?: string;
      readonly messages: readonly (ActivemqMessage | null)[];
    }
  | readonly (ActivemqMessage | null)[];

/** One message of ActiveMQ. */
export interface ActivemqMessage {
  readonly messageID?: string;
  /** `jms/text-message` or `jms/bytes-message`. */
  readonly messageType?: string;
  /** Base64, of text too. */
  readonly data?: string;
  readonly redelivered?: boolean;
  /** AWS's own samples spell the name without a capital. */
  readonly destination?: { readonly physicalName?: string; readonly physicalname?: string } | undefined;
  /** Milliseconds since the epoch. */
  readonly timestamp?: number;
  /** The sender's JMS properties. */
  readonly properties?: Readonly<Record<string, unknown>> | null | undefined;
  /** Only in a pipe, whose list has no members of its own. */
  readonly eventSource?: string;
  readonly eventSourceArn?: string;
}

class ActivemqSource implements MessageSource {
  readonly record: ActivemqMessage;
  readonly id: string;
  readonly broker: string;

  constructor(record: ActivemqMessage, id: string, broker: string) {
    this.record = record;
    this.id = id;
    this.broker = broker;
  }

  source(): string {
    return this.broker;
  }
  type(): string {
    return "com.amazonaws.activemq.message";
  }
  subject(): string {
    return queueOf(this.record);
  }
  enqueuedAt(): Date | undefined {
    const sent = Number(this.record.timestamp);
    return sent > 0 ? new Date(sent) : undefined;
  }
  body(): Uint8Array {
    return bytesOf(this.record.data);
  }
  contentType(): string | undefined {
    return contentTypeIn(this.record.properties, (value) => value);
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return attributesFrom(this.record.properties, propertyValue);
  }
  attempt(): undefined {
    return undefined;
  }
  redelivered(): boolean | undefined {
    return this.record.redelivered;
  }
  key(): undefined {
    return undefined;
  }
  trace(): Trace | undefined {
    const { traceparent, tracestate } = this.record.properties ?? {};
    return parseTraceparent(textOf(traceparent), textOf(tracestate));
  }
}

/** A JMS property is a text, a number or a boolean. */
function propertyValue(value: unknown): AttributeValue | undefined {
  return typeof value === "number" || typeof value === "boolean" ? value : textOf(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function queueOf(message: ActivemqMessage | null): string {
  const { physicalName, physicalname } = message?.destination ?? {};
  return physicalName ?? physicalname ?? "";
}

/** Lambda's events have AWS's documented name or, more often, the other one. */
function isFromBroker(native: unknown): boolean {
  return /^aws:a?mq$/.test(`${asRecord(native).eventSource}`);
}

/**
 * Amazon MQ for ActiveMQ.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html
 */
export const activemq: RecordCodec<ActivemqEvent, Identified<ActivemqMessage | null>, null, LambdaContext> = {
  trigger: "activemq",
  matches: (native) =>
    Array.isArray(native)
      ? isFromBroker(native[0]) && "data" in native[0]
      : isFromBroker(native) && Array.isArray(asRecord(native).messages),
  // AWS's samples repeat one id in a batch, and handlers tell messages apart by their id.
  records: (native) => identified(messagesOf(native), (message) => message?.messageID ?? ""),
  readings: [
    {
      kind: "message",
      origin: ({ record }) => queueOf(record),
      // A null record fails alone: it has no data.
      decode: ({ id, record }, _, { native }) =>
        new ActivemqSource(record ?? {}, id, brokerOf(record ?? {}, native)),
    },
  ],
  settle: settleTogether,
};

function messagesOf(native: ActivemqEvent): readonly (ActivemqMessage | null)[] {
  return "messages" in native ? native.messages : native;
}

function brokerOf(message: ActivemqMessage, native: ActivemqEvent): string {
  return message.eventSourceArn ?? ("messages" in native ? native.eventSourceArn : undefined) ?? "";
}
