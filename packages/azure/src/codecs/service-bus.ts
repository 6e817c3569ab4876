import {
  type AttributeValue,
  failTogether,
  type MessageSource,
  type RecordCodec,
  type Trace,
} from "onefn/provider";
import type { Invocation } from "../native.js";
import { invocationContext } from "./invocation-context.js";
import { attributesOf, traceOf } from "./properties.js";
import { entityNames, entityOf, type ServiceBusTrigger } from "./service-bus-entity.js";
import { bodyOf, isTriggeredBy, Metadata, type TriggeredRecord, triggered, triggerOf } from "./triggered.js";

class ServiceBusSource implements MessageSource {
  readonly record: TriggeredRecord;
  readonly id: string;
  readonly #metadata: Metadata;
  readonly #invocation: Invocation;

  constructor(record: TriggeredRecord, invocation: Invocation, native: unknown) {
    this.record = record;
    this.#metadata = new Metadata(record, invocation, native);
    this.#invocation = invocation;
    // The lock token changes with each delivery. That is better than one id for several messages: who handles an id only
    // once would lose the others.
    this.id = this.#metadata.text("messageId") ?? this.#sequence() ?? this.#metadata.text("lockToken") ?? "";
  }

  /** The number that Service Bus gives each message of an entity. With one message, long ones are not known. */
  #sequence(): string | undefined {
    return this.#metadata.integer("sequenceNumber");
  }

  source(): string {
    return entityOf(this.#invocation);
  }
  type(): string {
    return "com.microsoft.servicebus.message";
  }
  subject(): string | undefined {
    return this.#metadata.text("subject");
  }
  enqueuedAt(): Date | undefined {
    return this.#metadata.time("enqueuedTimeUtc");
  }
  body(): string | Uint8Array {
    return bodyOf(this.record.body);
  }
  contentType(): string | undefined {
    return this.#metadata.text("contentType");
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return attributesOf(this.#metadata.members("applicationProperties"));
  }
  attempt(): number | undefined {
    return Number(this.#metadata.property("deliveryCount")) || undefined;
  }
  key(): string | undefined {
    return this.#metadata.text("sessionId") ?? this.#metadata.text("partitionKey");
  }
  trace(): Trace | undefined {
    return traceOf(this.#metadata.members("applicationProperties"));
  }
  extensions(): Readonly<Record<string, unknown>> {
    const sequence = this.#sequence();
    const correlationid = this.#metadata.text("correlationId");
    return { ...(sequence && { sequence }), ...(correlationid && { correlationid }) };
  }
}

/**
 * Azure Service Bus queues and topics, as `serviceBusTrigger` delivers them, with cardinality `one` or `many`. The host
 * completes all messages of an invocation, or abandons all of them.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-service-bus-trigger
 */
export const serviceBus: RecordCodec<unknown, TriggeredRecord, void, Invocation> = {
  trigger: "service-bus",
  matches(_, { context }) {
    // With the SDK binding, the function gets other objects, and settles them itself.
    return isTriggeredBy("serviceBusTrigger", context) && !triggerOf(context).sdkBinding;
  },
  records: (native, { nativeContext }) => triggered(native, nativeContext, "deliveryCountArray"),
  readings: [
    {
      kind: "message",
      origin: (_, { nativeContext }) => entityOf(nativeContext),
      names: entityNames,
      decode: (record, _, { native, nativeContext }) => new ServiceBusSource(record, nativeContext, native),
    },
  ],
  // The host puts messages of one session alone into a batch.
  lanes: ({ nativeContext: { context } }) =>
    triggerOf<ServiceBusTrigger>(context).isSessionsEnabled ? () => "session" : undefined,
  settle: failTogether,
  context: invocationContext,
};
