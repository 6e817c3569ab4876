import { randomUUID } from "node:crypto";
import { type Properties, propertiesInJson, withoutZone } from "../rpc-metadata.js";
import type { StoredMessage } from "./message.js";

/** A message that is delivered. */
export interface DeliveredMessage extends StoredMessage {
  readonly deliveryCount: number;
  /** The entity that gave it up, in a dead-letter queue. */
  readonly deadLetterSource?: string | undefined;
}

/** Days after which an entity drops a message, by default. */
const DAYS = 14;

/**
 * What the extension says of a message, by the names and in the types of .NET. The two times called "Utc" are without a
 * zone.
 * @see https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/servicebus/Microsoft.Azure.WebJobs.Extensions.ServiceBus/src/Triggers/ServiceBusTriggerBindingStrategy.cs
 */
export function propertiesOf(message: DeliveredMessage): Properties {
  const enqueued = withoutZone(message.enqueuedAt);
  const expires = withoutZone(message.enqueuedAt + DAYS * 86_400_000);
  const properties = propertiesInJson(message.properties);
  const text = (value: string | undefined) => value ?? null;
  return {
    texts: {
      DeadLetterSource: text(message.deadLetterSource),
      LockToken: randomUUID(),
      MessageId: text(message.messageId),
      ContentType: text(message.contentType),
      ReplyTo: null,
      To: null,
      Subject: text(message.subject),
      Label: text(message.subject),
      CorrelationId: text(message.correlationId),
      SessionId: text(message.sessionId),
      ReplyToSessionId: null,
      PartitionKey: text(message.sessionId ?? message.partitionKey),
      TransactionPartitionKey: null,
    },
    numbers: { SequenceNumber: message.sequence },
    values: {
      DeliveryCount: message.deliveryCount,
      ExpiresAtUtc: expires,
      ExpiresAt: `${expires}+00:00`,
      EnqueuedTimeUtc: enqueued,
      EnqueuedTime: `${enqueued}+00:00`,
      ApplicationProperties: properties,
      UserProperties: properties,
    },
  };
}
