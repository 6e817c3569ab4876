import { failTogether, type MessageSource, type RecordCodec } from "onefn/provider";
import type { Invocation } from "../native.js";
import { invocationContext } from "./invocation-context.js";
import { withSettings } from "./settings.js";
import { bodyOf, isTriggeredBy, Metadata, type TriggeredRecord, triggerOf } from "./triggered.js";

class StorageQueueSource implements MessageSource {
  readonly record: TriggeredRecord;
  readonly id: string;
  readonly #metadata: Metadata;
  readonly #invocation: Invocation;

  constructor(record: TriggeredRecord, invocation: Invocation) {
    this.record = record;
    this.#metadata = new Metadata(record, invocation, record.body);
    this.#invocation = invocation;
    this.id = this.#metadata.text("id") ?? "";
  }

  source(): string {
    return queueOf(this.#invocation);
  }
  type(): string {
    return "com.microsoft.storage.queue.message";
  }
  enqueuedAt(): Date | undefined {
    return this.#metadata.time("insertionTime");
  }
  body(): string | Uint8Array {
    return bodyOf(this.record.body);
  }
  // A message of a storage queue is its text alone.
  attributes(): Readonly<Record<string, never>> {
    return {};
  }
  attempt(): number | undefined {
    return Number(this.#metadata.property("dequeueCount")) || undefined;
  }
  key(): undefined {
    return undefined;
  }
}

/** The name of the queue. The message itself does not say it. */
function queueOf({ context, env }: Invocation): string {
  return withSettings(`${triggerOf<{ readonly queueName?: string }>(context).queueName}`, env);
}

/**
 * Queues of Azure Storage, as `queueTrigger` delivers them: one message in each invocation. The host deletes it, or makes
 * it visible again if the invocation fails.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-queue-trigger
 */
export const storageQueue: RecordCodec<unknown, TriggeredRecord, void, Invocation> = {
  trigger: "storage-queue",
  matches: (_, { context }) => isTriggeredBy("queueTrigger", context),
  records: (body) => [{ body, index: undefined }],
  readings: [
    {
      kind: "message",
      origin: (_, { nativeContext }) => queueOf(nativeContext),
      decode: (record, _, { nativeContext }) => new StorageQueueSource(record, nativeContext),
    },
  ],
  settle: failTogether,
  context: invocationContext,
};
