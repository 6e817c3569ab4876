import type { AttributeValue, MessageSource, RecordCodec, Trace } from "onefn/provider";
import type { Invocation } from "../native.js";
import { attributesOf, traceOf } from "./properties.js";
import { withSettings } from "./settings.js";
import { attemptOf, isByKey, stream } from "./stream.js";
import { bodyOf, isTriggeredBy, Metadata, type TriggeredRecord, triggered, triggerOf } from "./triggered.js";

class EventHubSource implements MessageSource {
  readonly record: TriggeredRecord;
  readonly id: string;
  readonly #metadata: Metadata;
  readonly #invocation: Invocation;

  constructor(record: TriggeredRecord, invocation: Invocation, native: unknown) {
    this.record = record;
    this.#metadata = new Metadata(record, invocation, native);
    this.#invocation = invocation;
    this.id = `${partitionOf(invocation)}:${this.#sequence() ?? this.#metadata.text("offset") ?? ""}`;
  }

  /** The number of the event in its partition. */
  #sequence(): string | undefined {
    return this.#metadata.integer("sequenceNumber");
  }

  source(): string {
    return hubOf(this.#invocation);
  }
  type(): string {
    return "com.microsoft.eventhub.event";
  }
  subject(): string | undefined {
    return systemProperty(this.#metadata, "subject");
  }
  enqueuedAt(): Date | undefined {
    return this.#metadata.time("enqueuedTimeUtc");
  }
  body(): string | Uint8Array {
    return bodyOf(this.record.body);
  }
  contentType(): string | undefined {
    return systemProperty(this.#metadata, "content-type");
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return attributesOf(this.#metadata.members("properties"));
  }
  attempt(): number | undefined {
    return attemptOf(this.#invocation.context);
  }
  key(): string | undefined {
    return keyOf(this.#metadata);
  }
  trace(): Trace | undefined {
    return traceOf(this.#metadata.members("properties"));
  }
  extensions(): Readonly<Record<string, unknown>> {
    const sequence = this.#sequence();
    const partition = partitionOf(this.#invocation);
    return { ...(sequence && { sequence }), ...(partition && { partition }) };
  }
}

/** What the hub says of the event. The host sends it as JSON, in which a text stays a text. */
function systemProperty(metadata: Metadata, name: string): string | undefined {
  const value = metadata.members("systemProperties")[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function keyOf(metadata: Metadata): string | undefined {
  return systemProperty(metadata, "partitionKey");
}

/** The name of the hub. The connection string may name another one, which the host does not tell. */
function hubOf({ context, env }: Invocation): string {
  return withSettings(`${triggerOf<{ readonly eventHubName?: string }>(context).eventHubName}`, env);
}

/** The partition of all events of an invocation. */
function partitionOf({ context }: Invocation): string {
  const { partitionId = "" } = Object(context.triggerMetadata?.partitionContext);
  return `${partitionId}`;
}

/**
 * Azure Event Hubs, as `eventHubTrigger` delivers events, with cardinality `one` or `many`. The host continues after the
 * events of an invocation whatever its result, unless the function has a retry policy.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-event-hubs-trigger
 */
export const eventHub: RecordCodec<unknown, TriggeredRecord, void, Invocation> = {
  trigger: "event-hub",
  matches: (_, { context }) => isTriggeredBy("eventHubTrigger", context),
  records: (native, { nativeContext }) => triggered(native, nativeContext, "systemPropertiesArray"),
  readings: [
    {
      kind: "message",
      origin: (_, { nativeContext }) => hubOf(nativeContext),
      decode: (record, _, { native, nativeContext }) => new EventHubSource(record, nativeContext, native),
    },
  ],
  // A batch is of one partition.
  lanes({ native, nativeContext, options }, concurrency) {
    if (!isByKey(options, concurrency)) return () => "partition";
    return (record) => keyOf(new Metadata(record, nativeContext, native));
  },
  ...stream,
};
