import {
  type AttributeValue,
  createRecord,
  exactNumber,
  type MessageSource,
  OnefnError,
  parseTraceparent,
  type Trace,
} from "onefn/provider";
import type { SqsAttribute, SqsMessage } from "./client.js";

/** The messages that a message came with. */
interface Batch {
  readonly queueUrl: string;
  /** Whether nobody else can have a message. */
  hides(message: SqsMessage): boolean;
}

/** One message of a queue that is polled. */
export class SqsSource implements MessageSource {
  readonly record: SqsMessage;
  readonly id: string;
  readonly #batch: Batch;

  constructor(record: SqsMessage, batch: Batch) {
    this.record = record;
    this.id = record.MessageId ?? "";
    this.#batch = batch;
  }

  /**
   * There is nothing to load, but this is when the message's turn has come.
   *
   * @throws OnefnError ONEFN_NOT_SETTLED if another consumer may have the message by now: both would handle it, and those
   * behind it in its group would overtake it.
   */
  load(): undefined {
    if (this.#batch.hides(this.record)) return undefined;
    throw new OnefnError(
      "ONEFN_NOT_SETTLED",
      "its turn came when SQS no longer hid it, so it is left to whoever receives it next. Handle fewer messages at a " +
        "time, or set a longer visibilityTimeout.",
    );
  }
  source(): string {
    return this.#batch.queueUrl;
  }
  type(): string {
    return "com.amazonaws.sqs.message";
  }
  subject(): string {
    return queueName(this.#batch.queueUrl);
  }
  enqueuedAt(): Date | undefined {
    return sentAt(this.record);
  }
  body(): string {
    const { Body } = this.record;
    if (typeof Body === "string") return Body;
    throw new OnefnError("ONEFN_MESSAGE_UNDECODABLE", "the message has no body. Check what answers for SQS.");
  }
  contentType(): string | undefined {
    const { MessageAttributes: attributes = {} } = this.record;
    const name = Object.keys(attributes).find((key) => CONTENT_TYPE.test(key));
    return name === undefined ? undefined : attributes[name]?.StringValue;
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    const attributes = createRecord<AttributeValue>();
    for (const [name, attribute] of Object.entries(this.record.MessageAttributes ?? {})) {
      const value = typedValue(attribute);
      if (value !== undefined) attributes[name] = value;
    }
    return attributes;
  }
  attempt(): number | undefined {
    return Number(this.record.Attributes?.ApproximateReceiveCount) || undefined;
  }
  key(): string | undefined {
    return groupOf(this.record);
  }
  trace(): Trace | undefined {
    const { traceparent, tracestate } = this.record.MessageAttributes ?? {};
    return parseTraceparent(traceparent?.StringValue, tracestate?.StringValue);
  }
  extensions(): Readonly<Record<string, unknown>> {
    const sequence = this.record.Attributes?.SequenceNumber;
    return sequence === undefined ? {} : { sequence };
  }
}

const CONTENT_TYPE = /^content[-_]?type$/i;

/** `Number.int` and its like are the sender's labels behind the three types that SQS knows. */
function typedValue(attribute: SqsAttribute): AttributeValue | undefined {
  const { DataType = "", StringValue, BinaryValue } = attribute;
  if (DataType.startsWith("Binary")) return BinaryValue;
  return StringValue !== undefined && DataType.startsWith("Number") ? exactNumber(StringValue) : StringValue;
}

/** The name at the end of a queue's URL. */
export function queueName(url: string): string {
  return url.slice(url.lastIndexOf("/") + 1);
}

/** A standard queue may carry group ids too, for fairness. */
export function groupOf({ Attributes }: SqsMessage): string | undefined {
  return Attributes?.MessageGroupId;
}

/** When a message was sent; undefined if SQS was not asked. */
export function sentAt({ Attributes }: SqsMessage): Date | undefined {
  const sent = Number(Attributes?.SentTimestamp);
  return sent > 0 ? new Date(sent) : undefined;
}
