import { Buffer } from "node:buffer";
import { QueueClient } from "@azure/storage-queue";
import type { Queue } from "./queue.js";

/** A queue of Azure Storage. The host of Azure Functions expects its messages in base64. */
export function queueOfStorage(connection: string): Queue {
  const client = new QueueClient(connection, "webhooks");
  return {
    async send(deliveries) {
      for (const each of deliveries)
        await client.sendMessage(Buffer.from(JSON.stringify(each)).toString("base64"));
    },
  };
}
