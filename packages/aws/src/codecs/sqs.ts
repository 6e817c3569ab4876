import {
  type AttributeValue,
  type MessageSource,
  parseTraceparent,
  type Reading,
  type RecordCodec,
  type Trace,
} from "onefn/provider";
import type { LambdaContext } from "../native.js";
import type { AwsOptions } from "../options.js";
import { fromXRay } from "../trace.js";
import { nameIn } from "./arn.js";
import { loadPayload } from "./large-payload.js";
import { attributesFrom, contentTypeIn, typedValue } from "./message-attributes.js";
import { queueOf, type SqsEvent, type SqsRecord, type SqsResult, sqsQueue } from "./sqs-queue.js";
import { undecodable } from "./undecodable.js";
import { unwrapped } from "./unwrapped.js";

/** One message of a queue. */
export class SqsSource implements MessageSource {
  readonly record: Partial<SqsRecord>;
  readonly options: AwsOptions;
  readonly id: string;

  constructor(record: Partial<SqsRecord>, options: AwsOptions) {
    this.record = record;
    this.options = options;
    this.id = record.messageId ?? "";
  }

  source(): string {
    return this.record.eventSourceARN ?? "";
  }
  type(): string {
    return "com.amazonaws.sqs.message";
  }
  subject(): string {
    return nameIn(this.record.eventSourceARN ?? "");
  }
  enqueuedAt(): Date | undefined {
    const sent = Number(this.record.attributes?.SentTimestamp);
    return sent > 0 ? new Date(sent) : undefined;
  }
  body(): string {
    const { body } = this.record;
    if (typeof body === "string") return body;
    throw undecodable("the record has no body");
  }
  load(): Promise<string | Uint8Array> | undefined {
    return loadPayload(this.record.messageAttributes, this.record.body, this.options);
  }
  contentType(): string | undefined {
    return contentTypeIn(this.record.messageAttributes, (attribute) => attribute?.stringValue);
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return attributesFrom(this.record.messageAttributes, (attribute) => {
      const { dataType = "", stringValue, binaryValue } = attribute ?? {};
      return typedValue(dataType, dataType.startsWith("Binary") ? binaryValue : stringValue);
    });
  }
  attempt(): number | undefined {
    return Number(this.record.attributes?.ApproximateReceiveCount) || undefined;
  }
  key(): string | undefined {
    return this.record.attributes?.MessageGroupId;
  }
  trace(): Trace | undefined {
    const { messageAttributes, attributes } = this.record;
    const { traceparent, tracestate } = messageAttributes ?? {};
    return (
      parseTraceparent(traceparent?.stringValue, tracestate?.stringValue) ??
      fromXRay(attributes?.AWSTraceHeader)
    );
  }
  extensions(): Readonly<Record<string, unknown>> {
    const sequence = this.record.attributes?.SequenceNumber;
    return sequence === undefined ? {} : { sequence };
  }
}

/** A record as a message. */
export const sqsMessage: Reading<SqsRecord | null, SqsEvent, LambdaContext> = {
  kind: "message",
  origin: (record, { native }) => record?.eventSourceARN ?? queueOf(native),
  names(arn) {
    const name = nameIn(arn);
    // The ending is SQS's own naming rule: a function claims "orders" on every provider.
    return [name, name.replace(/\.fifo$/, "")];
  },
  decode(record, _, { options }) {
    // A null record fails alone: it has no body.
    const source = new SqsSource(record ?? {}, options);
    return source.options.unwrap ? unwrapped(source) : source;
  },
};

/**
 * Amazon SQS, standard and FIFO.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const sqs: RecordCodec<SqsEvent, SqsRecord | null, SqsResult, LambdaContext> = {
  ...sqsQueue,
  readings: [sqsMessage],
};
