import {
  type AttributeValue,
  type Batch,
  exactNumber,
  type MessageSource,
  OnefnError,
  parseTraceparent,
  type Trace,
} from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { fromXRay } from "../trace.js";

/**
 * A batch of an SQS queue.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export interface SqsEvent {
  readonly Records: readonly SqsRecord[];
}

/** One message of an SQS queue. */
export interface SqsRecord {
  readonly messageId: string;
  readonly body: string;
  readonly attributes?: SqsSystemAttributes | undefined;
  readonly messageAttributes?: Readonly<Record<string, SqsAttribute | undefined>>;
  readonly eventSourceARN?: string;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
interface SqsSystemAttributes {
  readonly SentTimestamp?: string | undefined;
  readonly ApproximateReceiveCount?: string | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly SequenceNumber?: string | undefined;
  readonly AWSTraceHeader?: string | undefined;
}

interface SqsAttribute {
  readonly dataType?: string;
  readonly stringValue?: string | null | undefined;
  readonly binaryValue?: string | null | undefined;
}

/** What SQS reads from a result: the messages to deliver again. Only with `ReportBatchItemFailures` switched on. */
export interface SqsResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

class SqsSource implements MessageSource {
  readonly #record: Partial<SqsRecord>;
  readonly id: string;

  constructor(record: Partial<SqsRecord>) {
    this.#record = record;
    this.id = record.messageId ?? "";
  }

  source(): string {
    return this.#record.eventSourceARN ?? "";
  }
  type(): string {
    return "com.amazonaws.sqs.message";
  }
  subject(): string {
    return queueName(this.#record);
  }
  enqueuedAt(): Date | undefined {
    const sent = Number(this.#record.attributes?.SentTimestamp);
    return sent > 0 ? new Date(sent) : undefined;
  }
  body(): string {
    const { body } = this.#record;
    if (typeof body === "string") return body;
    throw new OnefnError(
      "ONEFN_MESSAGE_UNDECODABLE",
      "the record has no body. Check what sends to the function.",
    );
  }
  contentType(): string | undefined {
    const attributes = this.#record.messageAttributes;
    if (!attributes) return undefined;
    const name = Object.keys(attributes).find((key) => CONTENT_TYPE.test(key));
    return name === undefined ? undefined : (attributes[name]?.stringValue ?? undefined);
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    const typed: Record<string, AttributeValue> = Object.create(null);
    for (const [name, attribute] of Object.entries(this.#record.messageAttributes ?? {})) {
      const value = attribute && attributeValue(attribute);
      if (value !== undefined) typed[name] = value;
    }
    return typed;
  }
  attempt(): number {
    return Number(this.#record.attributes?.ApproximateReceiveCount) || 1;
  }
  key(): string | undefined {
    return this.#record.attributes?.MessageGroupId;
  }
  trace(): Trace | undefined {
    const { messageAttributes, attributes } = this.#record;
    const { traceparent, tracestate } = messageAttributes ?? {};
    return (
      parseTraceparent(traceparent?.stringValue, tracestate?.stringValue) ??
      fromXRay(attributes?.AWSTraceHeader)
    );
  }
  extensions(): Readonly<Record<string, unknown>> {
    const sequence = this.#record.attributes?.SequenceNumber;
    return sequence === undefined ? {} : { sequence };
  }
}

const CONTENT_TYPE = /^content[-_]?type$/i;

/** `Number.unix-seconds` and its like are the sender's labels behind the three types that SQS knows. */
function attributeValue(attribute: SqsAttribute): AttributeValue | undefined {
  const { dataType = "", stringValue, binaryValue } = attribute;
  if (dataType.startsWith("Binary")) {
    return typeof binaryValue === "string" ? new Uint8Array(Buffer.from(binaryValue, "base64")) : undefined;
  }
  if (typeof stringValue !== "string") return undefined;
  return dataType.startsWith("Number") ? exactNumber(stringValue) : stringValue;
}

function queueName(record: Partial<SqsRecord>): string {
  const arn = record.eventSourceARN ?? "";
  return arn.slice(arn.lastIndexOf(":") + 1);
}

/**
 * Amazon SQS, standard and FIFO.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const sqs: Batch<SqsEvent, SqsRecord, SqsResult, LambdaContext> = {
  arity: "batch",
  trigger: "sqs",
  matches(native) {
    const { Records } = asRecord(native);
    return Array.isArray(Records) && asRecord(Records[0]).eventSource === "aws:sqs";
  },
  records: (event) => event.Records,
  // One that is null has no body, and answers for itself by that.
  decode: (record) => new SqsSource(record ?? {}),
  // A batch is of one queue. A standard queue may carry group ids too, for fairness; only a FIFO queue promises order.
  ordered: (event) => event.Records[0]?.eventSourceARN?.endsWith(".fifo") ?? false,
  lane: (record) => record?.attributes?.MessageGroupId,
  // The ending is SQS's own naming rule: a function claims "orders" on every provider.
  from: (record) => queueName(record).replace(/\.fifo$/, ""),
  nativeFrom: queueName,
  settle(outcomes, event) {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    outcomes.forEach((outcome, index) => {
      // A record without an id cannot be named: the empty name makes SQS deliver the whole batch again.
      if (outcome.type !== "ack") {
        batchItemFailures.push({ itemIdentifier: event.Records[index]?.messageId ?? "" });
      }
    });
    return { batchItemFailures };
  },
};
