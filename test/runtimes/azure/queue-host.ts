import { Buffer } from "node:buffer";
import { type DequeuedMessageItem, type QueueClient, QueueServiceClient } from "@azure/storage-queue";
import type { RpcTriggering, Worker } from "@onefn/azure/simulator";
import { Azurite } from "./azurite.js";

/** Azure's own emulator of storage queues, in a process of its own. */
export class StorageQueues {
  readonly #azurite: Azurite;
  readonly #client: QueueServiceClient;

  private constructor(azurite: Azurite) {
    this.#azurite = azurite;
    this.#client = QueueServiceClient.fromConnectionString(azurite.connection);
  }

  static async start(): Promise<StorageQueues> {
    return new StorageQueues(await Azurite.start("queue"));
  }

  async create(name: string): Promise<QueueClient> {
    const queue = this.#client.getQueueClient(name);
    await queue.createIfNotExists();
    return queue;
  }

  stop(): Promise<void> {
    return this.#azurite.stop();
  }
}

/** The attempts after which the host moves a message to the poison queue. */
const MOST_ATTEMPTS = 5;

/**
 * What Azure's host does with a storage queue: it invokes the function with one message, deletes it after a success, makes
 * it visible again after a failure, and moves it after its last attempt.
 *
 * @returns the receipts under which the message was dequeued.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-queue-trigger#poison-messages
 */
export async function deliverAll(queue: QueueClient, poison: QueueClient, worker: Worker): Promise<string[]> {
  const receipts: string[] = [];
  for (;;) {
    const [message] = (await queue.receiveMessages({ visibilityTimeout: 60 })).receivedMessageItems;
    if (!message) return receipts;
    receipts.push(message.popReceipt);
    const { status } = await worker.trigger(invocationOf(message, queue.name));
    const { messageId, popReceipt, dequeueCount, messageText } = message;
    if (status === "Success") await queue.deleteMessage(messageId, popReceipt);
    else if (dequeueCount < MOST_ATTEMPTS) await queue.updateMessage(messageId, popReceipt, messageText, 0);
    else {
      await poison.sendMessage(messageText);
      await queue.deleteMessage(messageId, popReceipt);
    }
  }
}

/** The host reads senders' base64. */
export function invocationOf(message: DequeuedMessageItem, queue: string): RpcTriggering {
  const bytes = Buffer.from(message.messageText, "base64");
  const json = (value: unknown) => ({ json: JSON.stringify(value) });
  return {
    invocationId: crypto.randomUUID(),
    place: { queueName: queue },
    data: { bytes },
    triggerMetadata: {
      QueueTrigger: { string: `${bytes}` },
      Id: { string: message.messageId },
      PopReceipt: { string: message.popReceipt },
      DequeueCount: json(message.dequeueCount),
      InsertionTime: json(message.insertedOn),
      ExpirationTime: json(message.expiresOn),
      NextVisibleTime: json(message.nextVisibleOn),
    },
    traceContext: { traceParent: "", traceState: "" },
  };
}
