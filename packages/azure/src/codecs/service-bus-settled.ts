import type { AttributeValue, Call, MessageSource, RecordCodec, Settled, Trace } from "onefn/provider";
import type { Invocation } from "../native.js";
import { sectionsOf } from "./amqp-body.js";
import { invocationContext } from "./invocation-context.js";
import { attributesOf, traceOf } from "./properties.js";
import { entityNames, entityOf, type ServiceBusTrigger } from "./service-bus-entity.js";
import type { SettledInput, SettledMessage } from "./settled-message.js";
import { bodyOf, isTriggeredBy, triggerOf } from "./triggered.js";

class SettledSource implements MessageSource {
  readonly record: SettledMessage;
  readonly id: string;
  readonly #invocation: Invocation;

  constructor(record: SettledMessage, invocation: Invocation) {
    this.record = record;
    this.#invocation = invocation;
    const { messageId, lockToken = "" } = record;
    this.id = textOf(messageId) ?? this.#sequence() ?? lockToken;
  }

  /** The library makes a number of it, which has too few digits for those of partitioned entities. */
  #sequence(): string | undefined {
    const text = textOf(this.record.sequenceNumber);
    return text !== undefined && Number.isSafeInteger(Number(text)) ? text : undefined;
  }

  /** What Service Bus says of the message, by AMQP's names. */
  #annotation(name: string): unknown {
    return this.record._rawAmqpMessage?.messageAnnotations?.[name];
  }

  source(): string {
    return entityOf(this.#invocation);
  }
  type(): string {
    return "com.microsoft.servicebus.message";
  }
  subject(): string | undefined {
    return textOf(this.record.subject);
  }
  enqueuedAt(): Date | undefined {
    // The library reads the time as a number or a text, and AMQP's is neither.
    const time = this.record.enqueuedTimeUtc ?? this.#annotation("x-opt-enqueued-time");
    return time instanceof Date && time.getTime() > 0 ? time : undefined;
  }
  body(): string | Uint8Array {
    const { body, _rawAmqpMessage } = this.record;
    // The library reads bytes as text, and parses JSON.
    return bodyOf(sectionsOf(_rawAmqpMessage?.body) ?? body);
  }
  contentType(): string | undefined {
    return textOf(this.record.contentType);
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return attributesOf(this.record.applicationProperties ?? {});
  }
  attempt(): number | undefined {
    // The library says 0 where the header is missing.
    return this.record.deliveryCount || undefined;
  }
  key(): string | undefined {
    // The library leaves the partition key out.
    return textOf(this.record.sessionId) ?? textOf(this.#annotation("x-opt-partition-key"));
  }
  trace(): Trace | undefined {
    const { "Diagnostic-Id": id, ...others } = this.record.applicationProperties ?? {};
    return traceOf({ "diagnostic-Id": id, ...others });
  }
  extensions(): Readonly<Record<string, unknown>> {
    const sequence = this.#sequence();
    const correlationid = textOf(this.record.correlationId);
    return { ...(sequence && { sequence }), ...(correlationid && { correlationid }) };
  }
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === "" ? undefined : String(value);
}

/** The messages that were settled, or that the library has failed to settle: no message is settled twice. */
const told = new WeakSet<SettledMessage>();

type Outcome = Pick<Settled, "type">;

function actionFor({ type }: Outcome): keyof SettledInput["actions"] {
  if (type === "ack" || type === "drop") return "complete";
  return type === "reject" ? "deadletter" : "abandon";
}

function settleOne(message: SettledMessage, outcome: Outcome, { actions }: SettledInput): Promise<void> {
  told.add(message);
  // Without a reason for a dead letter: version 0.2 of the library cannot send one.
  return actions[actionFor(outcome)](message);
}

/**
 * Azure Service Bus queues and topics whose messages the function settles itself, each as soon as its outcome is known. It
 * needs `sdkBinding`, `autoCompleteMessages: false` and the package `@azure/functions-extensions-servicebus`.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-service-bus-trigger
 */
export const serviceBusSettled: RecordCodec<SettledInput, SettledMessage, Promise<void>, Invocation> = {
  trigger: "service-bus-settled",
  matches(_, { context }) {
    return isTriggeredBy("serviceBusTrigger", context) && triggerOf(context).sdkBinding === true;
  },
  records: ({ messages }) => [messages].flat(),
  readings: [
    {
      kind: "message",
      origin: (_, { nativeContext }) => entityOf(nativeContext),
      names: entityNames,
      decode: (record, _, { nativeContext }) => new SettledSource(record, nativeContext),
    },
  ],
  lanes: ({ nativeContext: { context } }) =>
    triggerOf<ServiceBusTrigger>(context).isSessionsEnabled ? ({ sessionId }) => sessionId : undefined,
  rejects: () => true,
  answer: (message, settled, { native }) => settleOne(message, settled, native),
  answerCall: actionFor,
  settle: (_, call) => giveUp(call),
  context: invocationContext,
};

/** Gives up the messages that were not handled. The host would wait until their locks expire. */
async function giveUp(call: Call<SettledInput, Invocation>): Promise<void> {
  const { native } = call;
  const left = [native.messages].flat().filter((message) => !told.has(message));
  const given = await Promise.allSettled(
    left.map((message) => settleOne(message, { type: "retry" }, native)),
  );
  const failed = given.filter(({ status }) => status === "rejected").length;
  if (failed > 0)
    call.log(
      "warn",
      `[onefn/azure] ${failed} of ${left.length} messages that were not handled could not be abandoned. They are ` +
        "delivered again when their locks expire.",
    );
}
