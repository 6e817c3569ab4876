import type { AttributeValue, MessageSource, Trace } from "onefn/provider";
import { asRecord } from "../native.js";
import { Enveloped, isEventBridgeEvent } from "./eventbridge-envelope.js";
import { SnsSource } from "./sns.js";
import type { SnsNotification } from "./sns-topic.js";
import type { SqsSource } from "./sqs.js";

/** What every message of SNS or EventBridge has in its text. Any other body is not parsed. */
const MARK = /"(?:TopicArn|detail-type)"\s*:/;

/**
 * The message that SNS or EventBridge has put into a queue's message; the queue's message itself if it holds no other. The
 * delivery count and the group stay those of the queue, and so does the id in the answer to SQS.
 */
export function unwrapped(message: SqsSource): MessageSource {
  const { body } = message.record;
  const inner = typeof body === "string" && MARK.test(body) ? innerOf(body, message) : undefined;
  return inner ? new Unwrapped(inner, message) : message;
}

/** The part of a message that its sender wrote. */
type Inner = Omit<MessageSource, "attempt" | "key">;

function innerOf(body: string, message: SqsSource): Inner | undefined {
  let members: Readonly<Record<string, unknown>>;
  try {
    members = asRecord(JSON.parse(body));
  } catch {
    return undefined;
  }
  const hasTexts = (...names: readonly string[]) => names.every((name) => typeof members[name] === "string");
  if (members.Type === "Notification" && hasTexts("MessageId", "TopicArn", "Message", "Timestamp"))
    return new SnsSource(members as SnsNotification, message.record, message.options);
  return isEventBridgeEvent(members) ? new BusMessage(members) : undefined;
}

/** An event of an EventBridge bus as a message. Its data is the detail, which EventBridge has parsed. */
class BusMessage extends Enveloped implements Inner {
  enqueuedAt(): Date | undefined {
    return this.time();
  }
  body(): string {
    return JSON.stringify(this.event.detail);
  }
  parsed(): unknown {
    return this.event.detail;
  }
  contentType(): string {
    return "application/json";
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return {};
  }
}

/** A message in a message: what its sender wrote is the inner one's, how it is delivered is the outer one's. */
class Unwrapped implements MessageSource {
  readonly inner: Inner;
  readonly outer: SqsSource;
  readonly record: object;
  readonly id: string;
  /** Only where the inner one is parsed. */
  readonly parsed?: (format: "json" | undefined) => unknown;

  constructor(inner: Inner, outer: SqsSource) {
    this.inner = inner;
    this.outer = outer;
    this.record = outer.record;
    this.id = inner.id;
    if (inner.parsed) this.parsed = (format) => inner.parsed?.(format);
  }

  source(): string {
    return this.inner.source();
  }
  type(): string {
    return this.inner.type();
  }
  subject(): string | undefined {
    return this.inner.subject?.();
  }
  enqueuedAt(): Date | undefined {
    return this.inner.enqueuedAt();
  }
  body(): string | Uint8Array | null {
    return this.inner.body();
  }
  load(): Promise<string | Uint8Array> | undefined {
    return this.inner.load?.();
  }
  contentType(): string | undefined {
    return this.inner.contentType?.();
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return this.inner.attributes();
  }
  attempt(): number | undefined {
    return this.outer.attempt();
  }
  key(): string | undefined {
    return this.outer.key();
  }
  trace(): Trace | undefined {
    return this.inner.trace?.() ?? this.outer.trace();
  }
  extensions(): Readonly<Record<string, unknown>> {
    return { ...this.outer.extensions(), ...this.inner.extensions?.() };
  }
}
