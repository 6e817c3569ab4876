import {
  createBroker,
  type Expiry,
  type MessageWire,
  type OutgoingMessage,
  type RecordDeployment,
  type RecordOptions,
  type Sending,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { AwsOptions } from "../../options.js";
import { arn } from "../account.js";
import { arrive, traceHeader } from "../arrival.js";
import type { LambdaHost, LambdaInstance } from "../host.js";
import { DEFAULT_TIMEOUT, PAYLOAD_LIMIT } from "../lambda/limits.js";
import { startRecords } from "../lambda/start-records.js";
import { batchResult } from "../results.js";
import { settleBatch } from "./batch-response.js";
import { acceptMessages } from "./queue.js";
import { receiptHandle, sqsRecord } from "./record.js";
import type { StoredMessage } from "./stored-message.js";
import type { Visibility } from "./visibility.js";

/** AWS recommends a visibility timeout of six times the function's timeout. */
export const VISIBILITY = 6;
/** The maximum messages of a batch: ten for a FIFO queue, 10,000 for a standard queue. */
const BATCH = { fifo: 10, standard: 10_000 };
/** The bytes around the records in an event's JSON. */
const EVENT_FRAME = 64;

/**
 * What ends a delivery that takes too long: the message is delivered again while the first delivery is still handled. A
 * FIFO queue holds back the rest of its group meanwhile.
 */
export const VISIBILITY_TIMEOUT: Expiry = {
  of: "visibility timeout",
  source:
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html",
};

/** One kind of queue, and what is around it. */
export interface QueueSetup {
  readonly trigger: string;
  readonly fifo?: boolean;
  /** Options that the adapter needs for it. */
  readonly adapt?: AwsOptions;
  /** What a sender's message becomes on its way into the queue, and the id that handlers see. Default: itself. */
  readonly accept?: (
    message: OutgoingMessage,
    sending: Sending,
  ) => { readonly id: string; readonly stored?: StoredMessage };
  /** Lambda's event. Default: `{ Records }`. */
  readonly event?: (records: readonly unknown[]) => unknown;
  /** Where the function can change for how long a message is hidden. */
  readonly visibility?: Visibility;
}

/** Puts a host's functions behind SQS queues. */
export function createSqsWire(setup: () => QueueSetup, host: LambdaHost): MessageWire {
  const { trigger, fifo = false, visibility } = setup();
  return {
    kind: "message",
    shape: "records",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result: batchResult,
    ...(!fifo && !visibility && { expiry: VISIBILITY_TIMEOUT }),
    async deploy(load, options = {}) {
      const { timeout = DEFAULT_TIMEOUT } = options;
      const queue = setup();
      const adapt = { ...options.adapt, ...queue.adapt };
      const running = await startRecords(host, load, { ...options, adapt, timeout });
      return queues(queue, running, timeout, options);
    },
  };
}

/**
 * On this wire all names are FIFO queues, or none is. Standard queues deliver in order, which SQS does not promise.
 */
function queues(
  { trigger, fifo = false, accept = acceptMessages(trigger, fifo), event, visibility }: QueueSetup,
  running: LambdaInstance,
  timeout: number,
  options: RecordOptions<OutgoingMessage>,
): RecordDeployment<OutgoingMessage> {
  const base = (name: string) => name.replace(/\.fifo$/, "");
  return createBroker({
    trigger,
    from: "onefn/aws",
    running,
    options,
    batch: fifo ? BATCH.fifo : BATCH.standard,
    bytes: PAYLOAD_LIMIT - EVENT_FRAME,
    delay: VISIBILITY * timeout,
    place: (to) => (fifo ? `${base(to)}.fifo` : to),
    accept,
    record({ stored, place, attempt, firstDeliveredAt, deadFrom }) {
      const deadLetterSource = deadFrom === undefined ? undefined : arn("sqs", deadFrom);
      return sqsRecord(
        { ...stored, receiveCount: attempt, firstDeliveredAt, deadLetterSource },
        arn("sqs", place),
      );
    },
    event: (Records) => event?.(Records) ?? { Records },
    invoke(native, deliveries, now) {
      const { requestId, traceRoot } = arrive(now);
      const handles = deliveries.map(({ stored, attempt }) => receiptHandle(stored.id, attempt));
      if (visibility) visibility.inFlight = new Set(handles);
      return running.invoke(native, { requestId, traceId: traceHeader(traceRoot) });
    },
    settle(answer, deliveries) {
      return settleBatch(
        answer,
        deliveries.map(({ stored }) => stored.id),
        (failed) =>
          deliveries.map(({ stored, attempt }) => {
            if (!failed.has(stored.id)) return "done";
            const after = visibility?.hidden.get(receiptHandle(stored.id, attempt));
            return after === undefined ? "again" : { after };
          }),
      );
    },
    lanes: ({ group }) => (fifo ? group : undefined),
    // SQS moves them at the next receive after they are visible again; their fate is already settled.
    dead: (place) => (fifo ? `${base(place)}-dead.fifo` : `${place}-dead`),
  });
}
