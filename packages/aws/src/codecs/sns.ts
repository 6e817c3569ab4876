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
import { nameIn } from "./arn.js";
import { loadPayload } from "./large-payload.js";
import { attributesFrom, contentTypeIn, typedValue } from "./message-attributes.js";
import { type SnsEvent, type SnsNotification, type SnsRecord, snsTopic } from "./sns-topic.js";
import { timeIn } from "./time.js";
import { undecodable } from "./undecodable.js";

/**
 * One notification, received directly or through a queue. Its id, type and subject are those that CloudEvents defines.
 * @see https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/adapters/aws-sns.md
 */
export class SnsSource implements MessageSource {
  readonly notification: SnsNotification;
  readonly record: object | null;
  readonly options: AwsOptions;
  readonly id: string;

  constructor(notification: SnsNotification, record: object | null, options: AwsOptions) {
    this.notification = notification;
    this.record = record;
    this.options = options;
    this.id = notification.MessageId ?? "";
  }

  source(): string {
    return this.notification.TopicArn ?? "";
  }
  type(): string {
    return "com.amazonaws.sns.Notification";
  }
  subject(): string | undefined {
    return this.notification.Subject ?? undefined;
  }
  enqueuedAt(): Date | undefined {
    return timeIn(this.notification.Timestamp);
  }
  body(): string {
    const { Message } = this.notification;
    if (typeof Message === "string") return Message;
    throw undecodable("the record has no message");
  }
  load(): Promise<string | Uint8Array> | undefined {
    const { MessageAttributes, Message } = this.notification;
    return loadPayload(MessageAttributes, Message, this.options);
  }
  contentType(): string | undefined {
    return contentTypeIn(this.notification.MessageAttributes, (attribute) => attribute?.Value);
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return attributesFrom(this.notification.MessageAttributes, (attribute) =>
      typedValue(`${attribute?.Type}`, attribute?.Value),
    );
  }
  /** Lambda repeats an invocation with the same event. */
  attempt(): undefined {
    return undefined;
  }
  key(): undefined {
    return undefined;
  }
  trace(): Trace | undefined {
    const { traceparent, tracestate } = this.notification.MessageAttributes ?? {};
    return parseTraceparent(traceparent?.Value, tracestate?.Value);
  }
}

/** A record as a message. */
export const snsMessage: Reading<SnsRecord | null, SnsEvent, LambdaContext> = {
  kind: "message",
  origin: (record) => record?.Sns?.TopicArn ?? "",
  names: (arn) => [nameIn(arn)],
  decode: (record, _, { options }) => new SnsSource(record?.Sns ?? {}, record, options),
};

/**
 * Amazon SNS, invoking the function directly.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html
 */
export const sns: RecordCodec<SnsEvent, SnsRecord | null, null, LambdaContext> = {
  ...snsTopic,
  readings: [snsMessage],
};
