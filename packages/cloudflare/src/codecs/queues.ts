import type { AttributeValue, Call, MessageSource, Reading, RecordCodec, Settled } from "onefn/provider";
import type { Invocation, MessageBatch, QueueMessage } from "../native.js";
import type { Verdict } from "../settlement.js";
import { jsonText } from "./json-text.js";

/** A message of bytes, whose text may be JSON. */
class BytesSource implements MessageSource {
  readonly record: QueueMessage;
  readonly id: string;
  readonly #queue: string;

  constructor(record: QueueMessage, queue: string) {
    this.record = record;
    this.id = record.id;
    this.#queue = queue;
  }

  source(): string {
    return `//queues.cloudflare.com/${this.#queue}`;
  }
  type(): string {
    return "com.cloudflare.queues.message";
  }
  subject(): string {
    return this.#queue;
  }
  enqueuedAt(): Date | undefined {
    const sent = new Date(this.record.timestamp);
    return sent.getTime() > 0 ? sent : undefined;
  }
  body(): string | Uint8Array {
    return bytesOf(this.record.body) as Uint8Array;
  }
  attributes(): Readonly<Record<string, AttributeValue>> {
    return {};
  }
  attempt(): number {
    return this.record.attempts;
  }
  key(): undefined {
    return undefined;
  }
}

/** A message of anything else: the runtime has parsed what was sent as JSON, and does not say what was. */
class ValueSource extends BytesSource {
  override body(): string {
    const { body } = this.record;
    return typeof body === "string" ? body : jsonText(body);
  }
  /** A text is JSON, or else a string that was sent as JSON. */
  parsed(format: "json" | undefined): unknown {
    const { body } = this.record;
    if (format === undefined || typeof body !== "string") return body;
    try {
      return JSON.parse(body[0] === "\ufeff" ? body.slice(1) : body);
    } catch {
      return body;
    }
  }
}

/** The runtime makes a Uint8Array of bytes, and miniflare an ArrayBuffer. */
function bytesOf(body: unknown): Uint8Array | undefined {
  if (body instanceof Uint8Array) return body;
  return body instanceof ArrayBuffer ? new Uint8Array(body) : undefined;
}

/** The seconds for which a queue can delay a message. */
const LONGEST_DELAY = 43_200;

/** The runtime checks no delay: fractions, negative numbers and NaN would reach the queue. */
function verdictOf(settled: Settled, call: Call): Verdict {
  if (settled.type === "ack" || settled.type === "drop") return "ack";
  if (settled.type !== "retry" || settled.after === undefined) return {};
  const seconds = settled.after > 0 ? Math.ceil(settled.after) : 0;
  if (seconds <= LONGEST_DELAY) return { delaySeconds: seconds };
  call.log(
    "warn",
    `[onefn/cloudflare] retry: a queue delays a message by at most ${LONGEST_DELAY} seconds, so one waits that long ` +
      "and no longer. Give a smaller `after`.",
  );
  return { delaySeconds: LONGEST_DELAY };
}

/** A message as itself. */
const queueMessage: Reading<QueueMessage, MessageBatch, Invocation> = {
  kind: "message",
  origin: (_, { native }) => native.queue,
  decode: (message, _, { native: { queue } }) =>
    bytesOf(message.body) ? new BytesSource(message, queue) : new ValueSource(message, queue),
};

/**
 * Cloudflare Queues. Each message is settled by itself.
 * @see https://developers.cloudflare.com/queues/configuration/javascript-apis/#consumer
 */
export const queues: RecordCodec<MessageBatch, QueueMessage, void, Invocation> = {
  trigger: "queues",
  matches: (native, { settlement }) =>
    settlement?.messages !== undefined && typeof (native as MessageBatch).queue === "string",
  records: (_, { nativeContext }) => nativeContext.settlement?.messages ?? [],
  readings: [queueMessage],
  delays: () => true,
  answer(message, settled, call) {
    call.nativeContext.settlement?.one(message, verdictOf(settled, call));
  },
  settle(settled, call) {
    call.nativeContext.settlement?.rest((index) => verdictOf(settled[index] as Settled, call));
  },
};
