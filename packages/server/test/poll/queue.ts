import { onTestFinished, vi } from "vitest";
import { adapt, type PollOptions, poll } from "../../src/poll.js";
import { type SqsClient, type SqsMessage, sqs } from "../../src/sqs.js";

type Receive = () => Promise<{ readonly Messages?: readonly SqsMessage[] }>;

/** An SQS that answers what a test says, and remembers what it was asked. */
export class FakeQueue implements SqsClient {
  readonly calls: string[] = [];
  /** How many calls wait for messages. */
  waiting = 0;
  /** Whether calls that wait are answered, as SQS does in the end. */
  empty = false;
  readonly answers: Receive[] = [];
  deletes: (ids: readonly string[]) => readonly string[] | Error = () => [];
  hides: (ids: readonly string[]) => readonly string[] = () => [];
  #next: (() => void) | undefined;

  /** Answers the call that waits, or the next one. */
  answer(receive: Receive): void {
    this.answers.push(receive);
    this.#next?.();
  }

  /** Answers calls that wait, from now on. */
  end(): void {
    this.empty = true;
    this.#next?.();
  }

  give(...ids: readonly string[]): void {
    this.answer(async () => ({ Messages: ids.map((id) => messageOf(id)) }));
  }

  async receiveMessage(
    input: { readonly MaxNumberOfMessages: number; readonly WaitTimeSeconds: number },
    { abortSignal }: { readonly abortSignal?: AbortSignal } = {},
  ) {
    this.calls.push(`receive ${input.MaxNumberOfMessages}`);
    this.waiting++;
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      this.#next?.();
    }, input.WaitTimeSeconds * 1_000);
    try {
      while (this.answers.length === 0) {
        if (this.empty || over) return {};
        await new Promise<void>((resolve, reject) => {
          this.#next = resolve;
          abortSignal?.addEventListener("abort", () => reject(abortSignal.reason));
        });
      }
      return await (this.answers.shift() as Receive)();
    } finally {
      clearTimeout(timer);
      this.waiting--;
    }
  }

  async deleteMessageBatch({ Entries }: { readonly Entries: { Id: string; ReceiptHandle: string }[] }) {
    const ids = Entries.map(({ ReceiptHandle }) => ReceiptHandle);
    this.calls.push(`delete ${ids.join(" ")}`);
    const failed = this.deletes(ids);
    if (failed instanceof Error) throw failed;
    const Failed = Entries.filter((each) => failed.includes(each.ReceiptHandle));
    return { Failed: Failed.map(({ Id }) => ({ Id, Code: "InternalError", SenderFault: false })) };
  }

  async changeMessageVisibilityBatch(input: {
    readonly Entries: { Id: string; ReceiptHandle: string; VisibilityTimeout: number }[];
  }) {
    const ids = input.Entries.map(({ ReceiptHandle }) => ReceiptHandle);
    const seconds = [...new Set(input.Entries.map((each) => each.VisibilityTimeout))];
    this.calls.push(`hide ${ids.join(" ")} ${seconds.join("/")}`);
    const refused = this.hides(ids);
    const Failed = input.Entries.filter((each) => refused.includes(each.ReceiptHandle));
    return { Failed: Failed.map(({ Id }) => ({ Id, Code: "InvalidParameterValue", SenderFault: true })) };
  }

  async getQueueAttributes() {
    return { Attributes: { VisibilityTimeout: "30", ApproximateNumberOfMessages: "7" } };
  }

  /** What was done with messages, without the calls that fetched them. */
  get done(): readonly string[] {
    return this.calls.filter((call) => !call.startsWith("receive"));
  }
}

export function messageOf(id: string, group?: string): SqsMessage {
  return {
    MessageId: id,
    ReceiptHandle: id,
    Body: id,
    Attributes: {
      SentTimestamp: String(Date.now() - 5_000),
      ApproximateReceiveCount: "1",
      ...(group !== undefined && { MessageGroupId: group }),
    },
  };
}

/** Polls a fake queue until the test is over. */
export async function polling(
  queue: FakeQueue,
  fn: Parameters<typeof adapt>[0],
  { sqs: own, ...options }: PollOptions & { readonly sqs?: object } = {},
) {
  const lines: Record<string, unknown>[] = [];
  const adapted = adapt(fn, { log: (line) => void lines.push(JSON.parse(line)) });
  const queueUrl = "https://sqs.eu-central-1.amazonaws.com/1/orders";
  const poller = await poll(adapted, sqs({ client: queue, queueUrl, ...own }), {
    signals: false,
    ...options,
  });
  onTestFinished(async () => {
    vi.useRealTimers();
    queue.end();
    await poller.close();
  });
  return { poller, lines };
}

/** Timers that the test moves. */
export function withTimers(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
}
