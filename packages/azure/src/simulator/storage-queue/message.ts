import { Buffer } from "node:buffer";
import { randomUUID } from "node:crypto";
import { OnefnError } from "onefn/provider";
import type { OutgoingMessage } from "onefn/simulator";
import type { Properties } from "../rpc-metadata.js";

/** A message as a queue of Azure Storage keeps it. */
export interface StoredMessage {
  readonly id: string;
  readonly body: Uint8Array;
  readonly insertedAt: number;
}

/** Bytes that a message holds, in base64 as the host expects it. */
const LIMIT = (64 * 1024 * 3) / 4;
/** Days after which a queue drops a message, by default. */
const DAYS = 7;

/**
 * What a queue keeps of a message that is sent to it: its body alone. `native` replaces members of {@link StoredMessage}.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for a body that is too long.
 * @see https://learn.microsoft.com/en-us/azure/storage/queues/storage-queues-introduction
 */
export function storeMessage(
  place: string,
  { body, native }: OutgoingMessage,
  insertedAt: number,
): StoredMessage {
  const bytes = Buffer.from(body as string);
  if (bytes.length > LIMIT)
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/azure] ${place}: it has ${bytes.length} bytes, but a storage queue accepts ${LIMIT}. Send a link to a blob.`,
    );
  return { id: randomUUID(), body: bytes, insertedAt, ...native };
}

/**
 * What the extension says of a message, by the names of .NET.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-queue-trigger#message-metadata
 */
export function propertiesOf({ id, body, insertedAt }: StoredMessage, dequeueCount: number): Properties {
  const at = (ms: number) => new Date(ms).toISOString().replace("Z", "+00:00");
  return {
    texts: { QueueTrigger: `${Buffer.from(body)}`, Id: id, PopReceipt: randomUUID() },
    numbers: {},
    values: {
      DequeueCount: dequeueCount,
      InsertionTime: at(insertedAt),
      ExpirationTime: at(insertedAt + DAYS * 86_400_000),
      NextVisibleTime: at(insertedAt + DEQUEUED),
    },
  };
}

/** Milliseconds for which the host hides a message while its function runs. */
export const DEQUEUED = 600_000;
