import type { Capabilities } from "onefn/provider";
import {
  type Clock,
  createClock,
  type DeliveryReport,
  type DrainReport,
  drainQueue,
  type Load,
  type MessageDeployment,
  type MessageSimulatorOptions,
  type MessageWire,
  type OutgoingMessage,
  type ReplaceEvent,
} from "onefn/simulator";
import { arrive, traceHeader } from "../arrival.js";
import type { LambdaAnswer, LambdaHost, LambdaInstance } from "../host.js";
import { DEFAULT_TIMEOUT, PAYLOAD_LIMIT } from "../lambda/limits.js";
import { readBatchResponse, type Verdict } from "./batch-response.js";
import { Queue, type Received } from "./queue.js";

/** AWS recommends six times the function's timeout for its queue's visibility. */
const VISIBILITY = 6;
/** A FIFO queue gives at most ten messages to a batch. */
const FIFO_BATCH = 10;
/** What stands around the records in an event's JSON. */
const EVENT_FRAME = 64;

/** Puts a host's functions behind SQS queues, standard or FIFO. */
export function createSqsWire(
  trigger: "sqs" | "sqs-fifo",
  host: LambdaHost,
  capabilities: Capabilities,
): MessageWire {
  return {
    trigger,
    capabilities,
    async deploy(load: Load, options: MessageSimulatorOptions = {}) {
      const timeout = options.timeout ?? DEFAULT_TIMEOUT;
      const instance = await host.start(load, {
        streaming: false,
        timeout,
        ...(options.adapt && { adapt: options.adapt }),
        ...(options.clock && { clock: options.clock }),
      });
      return new Deployed(trigger, timeout, instance, options);
    },
  };
}

class Deployed implements MessageDeployment {
  readonly #trigger: string;
  readonly #fifo: boolean;
  readonly #timeout: number;
  readonly #instance: LambdaInstance;
  readonly #options: MessageSimulatorOptions;
  readonly #clock: Clock;
  readonly #maxAttempts: number;
  readonly #queues = new Map<string, Queue>();

  constructor(trigger: string, timeout: number, instance: LambdaInstance, options: MessageSimulatorOptions) {
    this.#trigger = trigger;
    this.#fifo = trigger === "sqs-fifo";
    this.#timeout = timeout;
    this.#instance = instance;
    this.#options = options;
    this.#clock = options.clock ?? createClock();
    this.#maxAttempts = options.maxAttempts ?? 3;
  }

  get lines(): readonly string[] {
    return this.#instance.lines;
  }

  async send(to: string, messages: readonly OutgoingMessage[]): Promise<readonly string[]> {
    const queue = this.#queue(to);
    return messages.map((message, index) =>
      queue.send(message, `${this.#trigger} message ${index + 1} of ${messages.length} for ${queue.name}`),
    );
  }

  async deliver(from: string, replaceEvent?: ReplaceEvent): Promise<DeliveryReport> {
    const queue = this.#queue(from);
    const { batchSize = 10 } = this.#options;
    const max = this.#fifo ? Math.min(batchSize, FIFO_BATCH) : batchSize;
    const received = queue.receive(max, PAYLOAD_LIMIT - EVENT_FRAME);
    if (received.length === 0) return { delivered: [], acknowledged: [], returned: [], dead: [] };
    const written = { Records: received.map(({ record }) => record) };
    const event = replaceEvent ? replaceEvent(written) : written;
    const { requestId, traceRoot } = arrive(this.#clock.now());
    const answer = await this.#instance.invoke(event, { requestId, traceId: traceHeader(traceRoot) });
    return this.#settle(queue, received, event, answer);
  }

  #settle(queue: Queue, received: readonly Received[], event: unknown, answer: LambdaAnswer): DeliveryReport {
    const delivered = received.map(({ id }) => id);
    const error = errorOf(answer);
    const nativeResult: unknown = answer.kind === "result" ? JSON.parse(answer.payload) : undefined;
    const verdict: Verdict =
      answer.kind === "result"
        ? readBatchResponse(nativeResult, new Set(delivered))
        : { kind: "all", reason: "the invocation failed" };
    const failed = received.filter(({ id }) => verdict.kind === "all" || verdict.failed.has(id));
    const lost = new Set(failed);
    const acknowledged = received.filter((each) => !lost.has(each));
    for (const { id } of acknowledged) queue.delete(id);
    const isDead = ({ receiveCount }: Received) => receiveCount >= this.#maxAttempts;
    const report: DeliveryReport = {
      delivered,
      acknowledged: acknowledged.map(({ id }) => id),
      returned: failed.filter((each) => !isDead(each)).map(({ id }) => id),
      // SQS moves them at the next receive after they are visible again; their fate is settled now.
      dead: failed.filter(isDead).map(({ id }) => id),
      ...(error !== undefined && { error }),
    };
    this.#options.tap?.({
      trigger: this.#trigger,
      input: received.map(({ sent }) => sent),
      nativeEvent: event,
      nativeResult,
      output: report,
      ...(error !== undefined && { error }),
      ...(verdict.kind === "all" && { refusal: verdict.reason }),
    });
    return report;
  }

  async drain(from: string): Promise<DrainReport> {
    const deliver = () => this.deliver(from);
    return drainQueue(this.#queue(from), deliver, this.#clock, `[onefn/aws] ${this.#trigger}`);
  }

  close(): Promise<void> {
    return this.#instance.close();
  }

  /** Queues are made when they are first named; on this wire every name is that of a FIFO queue, or none is. */
  #queue(to: string): Queue {
    const name = this.#fifo && !to.endsWith(".fifo") ? `${to}.fifo` : to;
    let queue = this.#queues.get(name);
    if (!queue) {
      const options = {
        clock: this.#clock,
        visibilityTimeout: VISIBILITY * this.#timeout,
        maxReceiveCount: this.#maxAttempts,
      };
      const base = this.#fifo ? name.slice(0, -".fifo".length) : name;
      const deadName = this.#fifo ? `${base}-dead.fifo` : `${base}-dead`;
      const deadLetters = new Queue(deadName, { ...options, maxReceiveCount: Number.POSITIVE_INFINITY });
      queue = new Queue(name, { ...options, deadLetters });
      this.#queues.set(name, queue);
      this.#queues.set(deadName, deadLetters);
    }
    return queue;
  }
}

function errorOf(answer: LambdaAnswer): unknown {
  switch (answer.kind) {
    case "error":
      return answer.cause ?? new Error(`${answer.errorType}: ${answer.errorMessage}`);
    case "timeout":
      return new Error("The invocation ran out of time.");
    default:
      return undefined;
  }
}
