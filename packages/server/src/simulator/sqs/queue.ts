import type {
  BatchAnswer,
  BatchInput,
  ReceiveInput,
  SqsClient,
  SqsEntry,
  SqsFailure,
  VisibilityEntry,
} from "../../poll/sqs/client.js";
import type { ReceivedMessage } from "./message.js";

/** A call that SQS heard, by the documentation's words, or why it refused one. */
export type SqsCall =
  | { readonly deleteMessageBatch: readonly string[] }
  | { readonly changeMessageVisibilityBatch: readonly (readonly [handle: string, seconds: number])[] }
  | { readonly refused: string };

/** One queue as its client sees it. A call waits in `receiveMessage` until messages are handed out. */
export class SimulatedQueue implements SqsClient {
  /** What was heard of the messages that were handed out last. */
  calls: SqsCall[] = [];
  #handOut: ((messages: readonly ReceivedMessage[]) => void) | undefined;
  #asked: ReceiveInput | undefined;
  #waits: (() => void) | undefined;
  readonly #held = new Set<string>();
  #deletions = 0;

  /** Resolves when a call waits for messages. */
  async waiting(): Promise<void> {
    if (!this.#handOut)
      await new Promise<void>((resolve) => {
        this.#waits = resolve;
      });
  }

  /** Answers the call that waits. */
  give(messages: readonly ReceivedMessage[]): void {
    this.calls = [];
    for (const { ReceiptHandle } of messages) this.#held.add(ReceiptHandle);
    const { MessageSystemAttributeNames: system, MessageAttributeNames: own } = this.#asked as ReceiveInput;
    // SQS tells what it was asked for.
    this.#handOut?.(
      messages.map(({ Attributes, MessageAttributes, ...message }) => ({
        ...message,
        ...(system?.includes("All") && { Attributes }),
        ...(own?.includes("All") && MessageAttributes && { MessageAttributes }),
      })) as ReceivedMessage[],
    );
  }

  receiveMessage(
    input: ReceiveInput,
    { abortSignal }: { readonly abortSignal?: AbortSignal } = {},
  ): Promise<{ readonly Messages?: readonly ReceivedMessage[] }> {
    return new Promise((resolve, reject) => {
      // A call without messages has its answer, too, when it has waited as long as it asked for.
      const timer = setTimeout(() => this.#handOut?.([]), input.WaitTimeSeconds * 1000);
      this.#asked = input;
      this.#handOut = (Messages) => {
        clearTimeout(timer);
        this.#handOut = undefined;
        resolve(Messages.length > 0 ? { Messages } : {});
      };
      abortSignal?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(abortSignal.reason);
      });
      this.#waits?.();
    });
  }

  async deleteMessageBatch({ Entries }: BatchInput<SqsEntry>): Promise<BatchAnswer> {
    const failed = this.#refuse(Entries);
    // A call that succeeds may fail for some: the first one of each queue does.
    if (this.#deletions++ === 0 && failed.length === 0)
      failed.push({ Id: Entries.at(-1)?.Id, Code: "InternalError", SenderFault: false });
    const done = Entries.filter(({ Id }) => !failed.some((each) => each.Id === Id));
    for (const { ReceiptHandle } of done) this.#held.delete(ReceiptHandle);
    this.calls.push({ deleteMessageBatch: done.map(({ ReceiptHandle }) => ReceiptHandle) });
    return failed.length > 0 ? { Failed: failed } : {};
  }

  async changeMessageVisibilityBatch({ Entries }: BatchInput<VisibilityEntry>): Promise<BatchAnswer> {
    const failed = this.#refuse(Entries);
    const done = Entries.filter(({ Id }) => !failed.some((each) => each.Id === Id));
    this.calls.push({
      changeMessageVisibilityBatch: done.map((each) => [each.ReceiptHandle, each.VisibilityTimeout]),
    });
    return failed.length > 0 ? { Failed: failed } : {};
  }

  async getQueueAttributes() {
    return { Attributes: { VisibilityTimeout: "30", ApproximateNumberOfMessages: "0" } };
  }

  /** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html */
  #refuse(entries: readonly SqsEntry[]): SqsFailure[] {
    const refuse = (reason: string): never => {
      this.calls.push({ refused: reason });
      throw Object.assign(new Error(`SQS answered ${reason}.`), { name: reason });
    };
    if (entries.length === 0) refuse("EmptyBatchRequest");
    if (entries.length > 10) refuse("TooManyEntriesInBatchRequest");
    if (new Set(entries.map(({ Id }) => Id)).size < entries.length) refuse("BatchEntryIdsNotDistinct");
    const unknown = entries.filter(({ ReceiptHandle }) => !this.#held.has(ReceiptHandle));
    if (unknown.length > 0) this.calls.push({ refused: "ReceiptHandleIsInvalid" });
    return unknown.map(({ Id }) => ({ Id, Code: "ReceiptHandleIsInvalid", SenderFault: true }));
  }
}
