import { Buffer } from "node:buffer";
import { jsonOrText } from "./json-or-text.js";
import { loadExtensions } from "./library.js";
import type { LockedMessage, SettledHow, Settling } from "./worker.js";

/** Messages as the host sends them to a worker whose function settles them. */
export interface SettleableData {
  readonly collectionModelBindingData: { readonly modelBindingData: readonly ModelBindingData[] };
}

interface ModelBindingData {
  readonly source: string;
  readonly content: Uint8Array;
  readonly settling: Settling;
}

/**
 * Not the host's `AzureServiceBusReceivedMessage`: a program that has loaded `@azure/functions-extensions-servicebus` has
 * registered that, and would ask for the host's connection.
 */
const SOURCE = "OnefnSimulatedServiceBusMessage";

/** What the library is given for messages that the function settles. */
export function settleable(settling: Settling): SettleableData {
  const each = { source: SOURCE, content: new Uint8Array(1), settling };
  return { collectionModelBindingData: { modelBindingData: settling.messages.map(() => each) } };
}

/** Has the library make of such messages what `@azure/functions-extensions-servicebus` makes of the host's. */
export async function makeSettleable(): Promise<void> {
  const { ResourceFactoryResolver } = await loadExtensions();
  const resolver = ResourceFactoryResolver.getInstance();
  if (!resolver.hasResourceFactory(SOURCE))
    resolver.registerResourceFactory(SOURCE, ([data]: readonly [ModelBindingData]) => toInput(data.settling));
}

/** What the function is called with. */
export function toInput({ messages, settle }: Settling) {
  const act =
    (how: SettledHow) =>
    async ({ lockToken }: { readonly lockToken: string }) =>
      settle(lockToken, how);
  return {
    messages: messages.map(toReceived),
    actions: { complete: act("complete"), abandon: act("abandon"), deadletter: act("deadletter") },
  };
}

/**
 * A message as version 0.2 of the package makes it: bytes become text, JSON is parsed, and the time and the partition key
 * are left among AMQP's annotations.
 * @see https://github.com/Azure/azure-functions-nodejs-extensions/blob/main/azure-functions-nodejs-extensions-servicebus/src/servicebus/azureServiceBusMessageFactory.ts
 */
function toReceived(message: LockedMessage) {
  const { body, contentType, properties, sequence, enqueuedAt, partitionKey, ...same } = message;
  const content = Buffer.from(body);
  return {
    ...same,
    contentType,
    body: contentType === "application/json" ? jsonOrText(`${content}`) : `${content}`,
    applicationProperties: properties,
    enqueuedTimeUtc: undefined,
    sequenceNumber: { toString: () => String(sequence) },
    state: "active",
    _rawAmqpMessage: {
      body: { typecode: 0x75, content },
      messageAnnotations: {
        "x-opt-enqueued-time": new Date(enqueuedAt),
        "x-opt-sequence-number": sequence,
        ...(partitionKey !== undefined && { "x-opt-partition-key": partitionKey }),
      },
    },
  };
}
