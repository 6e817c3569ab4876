import {
  type BrokerOptions,
  createBroker,
  createClock,
  type Delivery,
  type DocumentedResult,
  type Fate,
  type Load,
  type RecordDeployment,
  type RecordOptions,
  type Settlement,
  schema,
} from "onefn/simulator";
import type { QueueAnswer, QueueEvent, WorkerHost } from "../host.js";
import type { QueuedMessage } from "./batch.js";
import type { StoredMessage } from "./message.js";

/** The most messages of a batch. */
const BATCH = 100;

/** Milliseconds for which the queue collects messages for a batch, so that one that comes again is not alone in it. */
const COLLECTING = 1_000;

const ids = schema.array(schema.string(/./));

/**
 * What the runtime tells the queue of the messages. It accepts any delay, and ignores a second outcome; this schema
 * does not.
 * @see https://developers.cloudflare.com/queues/configuration/batching-retries/
 */
export const queueResult: DocumentedResult = {
  schema: schema.object({
    outcome: schema.literal("ok"),
    ackAll: schema.boolean(),
    retryBatch: schema.object({
      retry: schema.boolean(),
      delaySeconds: schema.optional(schema.integer(0, 43_200)),
    }),
    explicitAcks: ids,
    retryMessages: schema.array(
      schema.object({
        msgId: schema.string(/./),
        delaySeconds: schema.optional(schema.integer(0, 43_200)),
      }),
    ),
  }),
  wrong: [
    undefined,
    { outcome: "ok" },
    ...[1.5, -1, 43_201, null].map((delaySeconds) => ({
      outcome: "ok",
      ackAll: false,
      retryBatch: { retry: false },
      explicitAcks: [],
      retryMessages: [{ msgId: "1", delaySeconds }],
    })),
    {
      outcome: "ok",
      ackAll: false,
      retryBatch: { retry: false },
      explicitAcks: ["1"],
      retryMessages: [],
      ignored: ["retry of 1"],
    },
  ],
};

/** What differs between the senders of a queue's messages. */
interface QueueSenders<Sent>
  extends Pick<
    BrokerOptions<Sent, StoredMessage, QueuedMessage, QueueAnswer>,
    "trigger" | "accept" | "dead"
  > {
  /** The queue of the messages for a place. Default: the place itself. */
  readonly queue?: string;
}

/** Connects a host's Worker to queues. */
export async function deployQueues<Sent>(
  host: WorkerHost,
  load: Load,
  options: RecordOptions<Sent>,
  { queue, ...senders }: QueueSenders<Sent>,
): Promise<RecordDeployment<Sent>> {
  const { adapt, timeout, clock = createClock() } = options;
  const running = await host.start(load, { adapt, timeout, clock });
  const batchOf = (deliveries: readonly Delivery<StoredMessage>[]): QueueEvent => ({
    queue: queue ?? deliveries[0]?.place ?? "",
    messages: deliveries.map(messageOf),
  });
  return createBroker<Sent, StoredMessage, QueuedMessage, QueueAnswer>({
    ...senders,
    from: "onefn/cloudflare",
    running,
    options: { ...options, clock },
    batch: BATCH,
    delay: COLLECTING,
    record: messageOf,
    event: (_, deliveries) => batchOf(deliveries),
    // The runtime creates the batch itself, so it cannot be replaced.
    invoke: (_, deliveries) => running.queue(batchOf(deliveries)),
    settle: settlement,
  });
}

function messageOf({ stored: { native, ...stored }, attempt }: Delivery<StoredMessage>): QueuedMessage {
  return { ...stored, attempts: attempt, ...native };
}

/**
 * The fates of a batch. What was settled stays so if the handler fails afterwards; of the rest, nothing is lost then.
 * @see https://developers.cloudflare.com/queues/configuration/batching-retries/#explicit-acknowledgement-and-retries
 */
function settlement(
  { result: told, error }: QueueAnswer,
  deliveries: readonly { readonly id: string }[],
): Settlement {
  const { outcome, retryBatch, explicitAcks, retryMessages } = told;
  const returned = retryBatch.retry || outcome !== "ok";
  const fates = deliveries.map(({ id }): Fate => {
    const retried = retryMessages.find(({ msgId }) => msgId === id);
    if (retried) return again(retried.delaySeconds);
    if (explicitAcks.includes(id)) return "done";
    return returned ? again(retryBatch.delaySeconds) : "done";
  });
  return outcome === "ok"
    ? { fates, nativeResult: told }
    : {
        fates,
        nativeResult: undefined,
        error: error ?? new Error(`The batch ended with the outcome ${outcome}.`),
      };
}

function again(delaySeconds: number | undefined): Fate {
  return delaySeconds === undefined ? "again" : { after: delaySeconds * 1000 };
}
