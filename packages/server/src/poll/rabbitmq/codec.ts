import type { RecordCodec, Settled } from "onefn/provider";
import type { Work } from "../../work.js";
import { DistinctIds } from "../distinct-ids.js";
import { Fetched } from "../fetched.js";
import type { AmqpMessage } from "./client.js";
import { AmqpSource, idOf } from "./message.js";

/** Messages that RabbitMQ has pushed, and that are handled together. */
export class AmqpBatch extends Fetched {
  readonly queue: string;
  readonly messages: readonly AmqpMessage[];
  readonly ids: DistinctIds<AmqpMessage>;
  /** Whether the queue has somewhere to put what is refused. */
  readonly deadLetters: boolean;
  readonly #held: HeldMessages;

  constructor(
    { queue, deadLetters }: { readonly queue: string; readonly deadLetters: boolean },
    messages: readonly AmqpMessage[],
    held: HeldMessages,
  ) {
    super();
    this.queue = queue;
    this.messages = messages;
    this.ids = new DistinctIds(messages, idOf);
    this.deadLetters = deadLetters;
    this.#held = held;
  }

  tell(message: AmqpMessage, fate: AmqpFate): void {
    this.#held.tell(message, fate);
  }

  holds(message: AmqpMessage): boolean {
    return this.#held.holds(message);
  }
}

/** What holds a batch's messages. */
interface HeldMessages {
  /** Hears of each outcome as soon as it is known. */
  tell(message: AmqpMessage, fate: AmqpFate): void;
  /** Whether RabbitMQ has not put a message back into its queue. */
  holds(message: AmqpMessage): boolean;
}

/** What RabbitMQ is told: it is done, it goes to the dead letters, or it is put back into the queue, in some seconds. */
export type AmqpFate = "ack" | "reject" | { readonly requeue: number | undefined };

function fateOf(settled: Settled, deadLetters: boolean): AmqpFate {
  if (settled.type === "ack") return "ack";
  if (settled.type === "reject" && deadLetters) return "reject";
  return { requeue: settled.type === "retry" ? settled.after : undefined };
}

/**
 * A queue of RabbitMQ that is consumed.
 * @see https://www.rabbitmq.com/docs/confirms
 */
export const rabbitmqCodec: RecordCodec<AmqpBatch, AmqpMessage, readonly AmqpFate[], Work> = {
  trigger: "rabbitmq-poll",
  matches: (native) => native instanceof AmqpBatch,
  records: ({ messages }) => messages,
  readings: [
    {
      kind: "message",
      origin: (_, { native }) => native.queue,
      names: (queue) => [queue],
      decode: (message, index, { native }) => new AmqpSource(message, index, native),
    },
  ],
  delays: () => true,
  rejects: ({ native }) => native.deadLetters,
  answer: (message, settled, { native }) => native.tell(message, fateOf(settled, native.deadLetters)),
  settle: (settled, { native }) => settled.map((each) => fateOf(each, native.deadLetters)),
  context: { disconnect: ({ signal }) => signal },
};
