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

/** One message of a queue that is polled. */
export class SqsSource implements MessageSource {
  readonly record: SqsMessage;
  readonly id: string;
  readonly #queueUrl: string;

  constructor(record: SqsMessage, queueUrl: string) {
    this.record = record;
    this.id = record.MessageId ?? "";
    this.#queueUrl = queueUrl;
  }

  source(): string {
    return this.#queueUrl;
  }
  type(): string {
    return "com.amazonaws.sqs.message";
  }
  subject(): string {
    return queueName(this.#queueUrl);
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
