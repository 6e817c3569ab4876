import type { Invocation } from "../adapter/invocation.js";
import { InvocationContext } from "../context/invocation-context.js";
import { OnefnError } from "../errors.js";
import type { BatchMessageFunction, MessageFunction, SingleMessageFunction } from "../functions/message.js";
import { ack, isOutcome, type Outcome, reject, retry } from "../outcome.js";
import type { Batch } from "../provider/provider.js";
import { decodeData } from "./decode.js";
import { createMessage, type Message } from "./message.js";
import { MessageContext } from "./message-context.js";

/** Any batch codec; the wire's types are its own business. */
export type AnyBatchCodec = Batch<never, unknown, unknown, never>;

/** How often a loop that never leaves the microtask queue looks at the clock, in messages. */
const CLOCK_EVERY = 16;

/** One native batch on its way through a function. */
export class Delivery {
  readonly #codec: AnyBatchCodec;
  readonly #native: never;
  readonly #invocation: Invocation;
  readonly #records: readonly unknown[];
  /** What is known of each record; undefined while it is unfinished or not begun. */
  readonly #outcomes: (Outcome | undefined)[];
  #closed = false;

  constructor(codec: AnyBatchCodec, native: unknown, invocation: Invocation) {
    this.#codec = codec;
    this.#native = native as never;
    this.#invocation = invocation;
    this.#records = codec.records(this.#native);
    this.#outcomes = new Array<Outcome | undefined>(this.#records.length).fill(undefined);
  }

  /**
   * Runs the function and answers ahead of the deadline with what is known by then: finished messages by their
   * outcome, unfinished and unstarted ones delivered again.
   */
  async run(fn: MessageFunction): Promise<unknown> {
    const work = fn.batch ? this.#together(fn) : this.#oneByOne(fn);
    if (!(await this.#beforeDeadline(work))) this.#reportUnfinished();
    this.#closed = true;
    const answers = this.#outcomes.map((outcome) => outcome ?? retry());
    return this.#codec.settle(answers, this.#native);
  }

  async #beforeDeadline(work: Promise<unknown>): Promise<boolean> {
    const left = this.#invocation.answerWithinMs();
    if (left === Number.POSITIVE_INFINITY) {
      await work;
      return true;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const timeUp = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, left, false);
    });
    const done = await Promise.race([work.then(() => true), timeUp]);
    clearTimeout(timer);
    return done;
  }

  async #oneByOne(fn: SingleMessageFunction): Promise<void> {
    const lanes = lanesOf(this.#codec, this.#records);
    const count = lanes?.length ?? this.#records.length;
    let next = 0;
    const worker = async () => {
      while (next < count && !this.#closed) {
        const index = next++;
        if (index % CLOCK_EVERY === 0) this.#lookAtClock();
        const lane = lanes?.[index];
        if (lane) await this.#inOrder(lane, fn);
        else await this.#handle(index, fn);
      }
    };
    const workers = Math.min(fn.concurrency, count);
    if (workers <= 1) return worker();
    await Promise.all(Array.from({ length: workers }, worker));
  }

  /** Records of one lane: the first that is not acknowledged ends it, and the rest is delivered again. */
  async #inOrder(lane: readonly number[], fn: SingleMessageFunction): Promise<void> {
    for (const index of lane) {
      if (this.#closed) return;
      await this.#handle(index, fn);
      if (this.#outcomes[index]?.type !== "ack") return;
    }
  }

  async #handle(index: number, fn: SingleMessageFunction): Promise<void> {
    try {
      const source = this.#codec.decode(this.#records[index], index, this.#native);
      const decoded = decodeData(fn, source);
      const data = decoded instanceof Promise ? await decoded : decoded;
      const message = createMessage(source, data as never);
      const output = await fn.handler(message, new MessageContext(this.#invocation, source));
      this.#outcomes[index] = output === undefined ? ack() : this.#outcomeOf(output, index);
    } catch (error) {
      this.#outcomes[index] = this.#failed(error, index);
    }
  }

  async #together(fn: BatchMessageFunction): Promise<void> {
    const indexes = new Map<Message, number>();
    for (const [index, record] of this.#records.entries()) {
      try {
        const source = this.#codec.decode(record, index, this.#native);
        indexes.set(createMessage(source, await decodeData(fn, source)), index);
      } catch (error) {
        this.#outcomes[index] = this.#failed(error, index);
      }
    }
    if (indexes.size > 0) await this.#handleTogether(fn, indexes);
    this.#keepOrder();
  }

  async #handleTogether(fn: BatchMessageFunction, indexes: ReadonlyMap<Message, number>): Promise<void> {
    const messages = [...indexes.keys()] as unknown as readonly Message<never>[];
    try {
      const context = new InvocationContext(this.#invocation, NO_PARAMS);
      const output = await fn.handler(messages, context);
      const given = this.#outcomesOf(output);
      for (const [message, index] of indexes) {
        const outcome = given?.get(message);
        this.#outcomes[index] = outcome === undefined ? ack() : this.#outcomeOf(outcome, index);
      }
    } catch (error) {
      for (const index of indexes.values()) this.#outcomes[index] = retry();
      this.#log(error, `${this.#invocation.functionName}: the batch of ${indexes.size} messages`);
    }
  }

  #outcomesOf(output: unknown): ReadonlyMap<unknown, unknown> | undefined {
    if (output === undefined || output instanceof Map) return output;
    throw new OnefnError(
      "ONEFN_OUTCOME_INVALID",
      "the handler returned something that is neither nothing nor a Map of messages to outcomes. " +
        "Return a Map, or nothing to acknowledge all.",
    );
  }

  /** A batch handler has seen all messages; in a lane, what follows a failure is delivered again after it. */
  #keepOrder(): void {
    for (const lane of lanesOf(this.#codec, this.#records) ?? []) {
      const first = lane.findIndex((index) => this.#outcomes[index]?.type !== "ack");
      if (first === -1) continue;
      for (const index of lane.slice(first + 1)) this.#outcomes[index] = retry();
    }
  }

  #outcomeOf(output: unknown, index: number): Outcome {
    if (!isOutcome(output)) {
      throw new OnefnError(
        "ONEFN_OUTCOME_INVALID",
        "the handler returned something that is no outcome. Return nothing, ack(), retry() or reject().",
      );
    }
    if (output.type === "reject") {
      this.#invocation.log(
        "warn",
        `${this.#place(index)}: rejected${output.reason ? `: ${output.reason}` : ""}.`,
      );
    }
    return output;
  }

  /** What failed by its data can never succeed; what a handler threw may. */
  #failed(error: unknown, index: number): Outcome {
    this.#log(error, this.#place(index));
    return isBadData(error) ? reject() : retry();
  }

  #log(error: unknown, place: string): void {
    const code = error instanceof OnefnError ? error.code : "ONEFN_HANDLER_FAILED";
    const reason =
      error instanceof Error ? error.message : `the handler threw a value of type ${typeof error}`;
    this.#invocation.log("error", `[onefn] ${place}: ${reason}`, { code, error });
  }

  #place(index: number): string {
    const { functionName } = this.#invocation;
    return `${functionName}: ${this.#codec.trigger} record ${index + 1} of ${this.#records.length}`;
  }

  #lookAtClock(): void {
    if (this.#invocation.remainingMs() === 0) this.#closed = true;
  }

  #reportUnfinished(): void {
    const unfinished = this.#outcomes.filter((outcome) => outcome === undefined).length;
    this.#invocation.log(
      "error",
      `[onefn] ${this.#invocation.functionName}: ${unfinished} of ${this.#records.length} messages were not done ` +
        "at the deadline and will be delivered again. Give the function more time, or smaller batches.",
      { code: "ONEFN_DEADLINE" },
    );
  }
}

const NO_PARAMS = Object.freeze({});

function isBadData(error: unknown): boolean {
  if (!(error instanceof OnefnError)) return false;
  return error.code === "ONEFN_MESSAGE_UNDECODABLE" || error.code === "ONEFN_MESSAGE_INVALID";
}

/** Indexes by lane in the order of arrival; a record without a lane is one of its own. Undefined: none has one. */
function lanesOf(
  codec: AnyBatchCodec,
  records: readonly unknown[],
): readonly (readonly number[])[] | undefined {
  if (records.length === 0 || codec.lane(records[0]) === undefined) return undefined;
  const lanes = new Map<string | number, number[]>();
  for (const [index, record] of records.entries()) {
    const key = codec.lane(record) ?? index;
    const lane = lanes.get(key);
    if (lane) lane.push(index);
    else lanes.set(key, [index]);
  }
  return [...lanes.values()];
}
