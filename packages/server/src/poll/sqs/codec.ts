import type { RecordCodec, Settled } from "onefn/provider";
import type { Work } from "../../work.js";
import { Fetched } from "../fetched.js";
import type { SqsMessage } from "./client.js";
import { groupOf, queueName, SqsSource } from "./message.js";

/** What one call of `receiveMessage` has answered. */
export class SqsBatch extends Fetched {
  readonly queueUrl: string;
  readonly messages: readonly SqsMessage[];
  readonly #held: HeldMessages;

  constructor(queueUrl: string, messages: readonly SqsMessage[], held: HeldMessages) {
    super();
    this.queueUrl = queueUrl;
    this.messages = messages;
    this.#held = held;
  }

  get isFifo(): boolean {
    return this.queueUrl.endsWith(".fifo");
  }

  tell(message: SqsMessage, settled: Settled): void {
    this.#held.tell(message, settled);
  }

  hides(message: SqsMessage): boolean {
    return this.#held.hides(message);
  }
}

/** What holds a batch's messages. */
interface HeldMessages {
  /** Hears of each outcome as soon as it is known. */
  tell(message: SqsMessage, settled: Settled): void;
  /** Whether nobody else can have a message. */
  hides(message: SqsMessage): boolean;
}

/** What SQS is told of a message: to delete it, to hide it for some seconds, or nothing, so that it comes again. */
export type SqsFate = "delete" | "leave" | { readonly hide: number };

/** The longest that SQS hides a message, in seconds. */
const LONGEST = 12 * 60 * 60;

/**
 * A queue of Amazon SQS that is polled, standard or FIFO.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export const sqsCodec: RecordCodec<SqsBatch, SqsMessage, readonly SqsFate[], Work> = {
  trigger: "sqs-poll",
  matches: (native) => native instanceof SqsBatch,
  records: ({ messages }) => messages,
  readings: [
    {
      kind: "message",
      origin: (_, { native }) => native.queueUrl,
      names(url) {
        const name = queueName(url);
        // The ending is SQS's own naming rule: a function claims "orders" on every provider.
        return [name, name.replace(/\.fifo$/, "")];
      },
      decode: (message, _, { native }) => new SqsSource(message, native),
    },
  ],
  lanes: ({ native }) => (native.isFifo ? groupOf : undefined),
  delays: () => true,
  answer: (message, settled, { native }) => native.tell(message, settled),
  settle(settled, { native }) {
    const held = new Map<string, number>();
    return settled.map((outcome, index) => {
      if (outcome.type === "ack") return "delete";
      const group = native.isFifo ? groupOf(native.messages[index] as SqsMessage) : undefined;
      const after = outcome.type === "retry" ? outcome.after : undefined;
      // SQS takes whole seconds, and `after` is the least that a message waits.
      const own = after === undefined ? undefined : Math.min(Math.ceil(after), LONGEST);
      if (group === undefined) return own === undefined ? "leave" : { hide: own };
      // SQS holds a group back as long as one of its messages is hidden, and counts what it then delivers with the rest.
      const hide = held.get(group) ?? own;
      if (hide === undefined) return "leave";
      held.set(group, hide);
      return { hide };
    });
  },
  context: { disconnect: ({ signal }) => signal },
};
