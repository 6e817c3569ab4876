import { Buffer } from "node:buffer";
import { type MessageWords, readWords } from "onefn/simulator";
import { calledWith, type TriggeredEvent } from "../called-event.js";
import { metadataOfOne } from "../rpc-metadata.js";
import { propertiesOf, storeMessage } from "./message.js";

/** The origin of the message. */
export interface StorageQueueEventOptions {
  /** Default: `orders`. */
  readonly queue?: string | undefined;
}

/**
 * Builds what the library passes to a function that `register` has connected to a storage queue. A portable event keeps
 * its id, its time and its delivery count. Log lines of the context are dropped.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for a body that is too long.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-queue-trigger
 * @example
 * const { input, context } = storageQueue({ body: JSON.stringify({ sku: "a-1" }) }, { queue: "orders" });
 * await adapt(orders)(input, context);
 * @trigger storage-queue
 */
export function storageQueue(
  message: MessageWords,
  { queue = "orders" }: StorageQueueEventOptions = {},
): TriggeredEvent {
  const { message: outgoing, id, attempt, sentAt = Date.now() } = readWords(message);
  const stored = storeMessage("storage-queue message 1 of 1", outgoing, sentAt);
  return calledWith(Buffer.from(stored.body), {
    trigger: { type: "queueTrigger", queueName: queue },
    metadata: metadataOfOne(propertiesOf({ ...stored, ...(id !== undefined && { id }) }, attempt || 1)),
  });
}
