import { Buffer } from "node:buffer";
import { type AttributeValue, OnefnError } from "onefn/provider";
import type { OutgoingMessage } from "onefn/simulator";
import { type Properties, propertiesInJson, withoutZone } from "../rpc-metadata.js";
import type { RpcData } from "../worker.js";

/** An event as a hub keeps it. */
export interface StoredEvent {
  readonly partition: string;
  /** Its number in the partition. */
  readonly sequence: number;
  readonly enqueuedAt: number;
  readonly body: Uint8Array;
  readonly contentType: string | undefined;
  readonly partitionKey: string | undefined;
  readonly properties: Readonly<Record<string, AttributeValue>>;
}

/** The largest event that a hub of the standard tier accepts, in bytes. */
const LIMIT = 1024 * 1024;

/**
 * What a hub keeps of an event that is sent to it. `native` replaces members of {@link StoredEvent}.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for one that is too large.
 * @see https://learn.microsoft.com/en-us/azure/event-hubs/event-hubs-quotas
 */
export function storeEvent(
  place: string,
  { body, contentType, attributes = {}, key, native }: OutgoingMessage,
  sent: Pick<StoredEvent, "partition" | "sequence" | "enqueuedAt">,
): StoredEvent {
  const bytes = Buffer.from(body as string);
  if (bytes.length > LIMIT)
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/azure] ${place}: it has ${bytes.length} bytes, but Event Hubs accepts ${LIMIT}. Send a link to a blob.`,
    );
  return { ...sent, body: bytes, contentType, partitionKey: key, properties: { ...attributes }, ...native };
}

/** The id as handlers see it. */
export function idOf({ partition, sequence }: StoredEvent): string {
  return `${partition}:${sequence}`;
}

/**
 * What the extension says of an event, by the names and in the types of .NET. The system properties include those of AMQP,
 * by AMQP's names.
 * @see https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/eventhub/Microsoft.Azure.WebJobs.Extensions.EventHubs/src/Triggers/EventHubTriggerBindingStrategy.cs
 */
export function propertiesOf(event: StoredEvent): Properties {
  const { sequence, contentType, partitionKey = null } = event;
  const enqueued = withoutZone(event.enqueuedAt);
  const offset = String(sequence * 256);
  return {
    texts: { PartitionKey: partitionKey, Offset: offset },
    numbers: { SequenceNumber: sequence },
    values: {
      EnqueuedTimeUtc: enqueued,
      Properties: propertiesInJson(event.properties),
      SystemProperties: {
        ...(contentType !== undefined && { "content-type": contentType }),
        "x-opt-sequence-number": sequence,
        SequenceNumber: sequence,
        Offset: offset,
        PartitionKey: partitionKey,
        EnqueuedTimeUtc: enqueued,
      },
    },
  };
}

/** What it says of the partition of all events of an invocation. */
export function partitionContext(hub: string, partition: string): Readonly<Record<string, RpcData>> {
  const context = {
    FullyQualifiedNamespace: "simulated.servicebus.windows.net",
    EventHubName: hub,
    ConsumerGroup: "$Default",
    PartitionId: partition,
  };
  return { PartitionContext: { json: JSON.stringify(context) } };
}
