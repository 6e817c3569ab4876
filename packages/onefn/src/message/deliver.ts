import type { Invocation } from "../adapter/invocation.js";
import { contextOf } from "../context/invocation-context.js";
import { OnefnError } from "../errors.js";
import { failureOf } from "../failure.js";
import type { BatchMessageFunction, MessageFunction, SingleMessageFunction } from "../functions/message.js";
import { ack, isOutcome, type Outcome, reject, retry } from "../outcome.js";
import type { Batch } from "../provider/provider.js";
import { setAlarm } from "./alarm.js";
import { batchOutcomes } from "./batch-outcomes.js";
import { Clock } from "./clock.js";
import { decodeData } from "./decode.js";
import { type Lanes, lanesOf } from "./lanes.js";
import { type Message, messageOver } from "./message.js";
import type { MessageSource } from "./source.js";

/** Any batch codec; the wire's types are its own business. */
export type AnyBatchCodec = Batch<never, unknown, unknown, never>;

/** One native batch on its way through a function. */
export class Delivery {
  readonly #codec: AnyBatchCodec;
  readonly #native: never;
  readonly #invocation: Invocation;
  readonly #clock: Clock;
  readonly #records: readonly unknown[];
  readonly #lanes: Lanes | undefined;
  /** What is known of each record: null while it is in hand, undefined before. */
  readonly #outcomes: (Outcome | null | undefined)[];
  readonly #warned: Set<MessageFunction>;
  #next = 0;
  #working = 0;
  #closed = false;

  /** @param warned the functions of which the log says already that the wire cannot delay their messages. */
  constructor(codec: AnyBatchCodec, native: unknown, invocation: Invocation, warned: Set<MessageFunction>) {
    this.#codec = codec;
    this.#native = native as never;
    this.#invocation = invocation;
    invocation.batch = this;
    this.#warned = warned;
    this.#clock = new Clock(invocation);
    this.#records = codec.records(this.#native);
    this.#lanes = codec.ordered?.(this.#native) === false ? undefined : lanesOf(codec, this.#records);
    this.#outcomes = new Array<Outcome | null | undefined>(this.#records.length).fill(undefined);
  }

  /**
   * Runs the function and answers ahead of the deadline with what is known by then: finished messages by their
   * outcome, unfinished and unstarted ones delivered again.
   */
  run(fn: MessageFunction): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const answer = (timeUp: boolean) => {
        if (this.#closed) return;
        this.#closed = true;
        callOff?.();
        if (timeUp || this.#clock.up) this.#reportUnfinished();
        try {
          resolve(this.#settle());
        } catch (error) {
          reject(error);
        }
      };
      const callOff = this.#clock.endless ? undefined : setAlarm(this.#invocation, () => answer(true));
      if (fn.batch) this.#together(fn).then(() => answer(false), reject);
      else this.#oneByOne(fn, () => answer(false));
    });
  }

  #settle(): unknown {
    const answers = this.#outcomes.map((outcome) => outcome ?? retry());
    return this.#codec.settle(answers, this.#native);
  }

  #oneByOne(fn: SingleMessageFunction, done: () => void): void {
    const count = this.#lanes?.heads.length ?? this.#records.length;
    this.#working = Math.min(fn.concurrency, count);
    if (count === 0) done();
    for (let worker = this.#working; worker > 0; worker--) this.#work(fn, done);
  }

  /** Handles one message after the other until none is left; the last worker answers. */
  async #work(fn: SingleMessageFunction, done: () => void): Promise<void> {
    for (let index = this.#begin(); index >= 0; index = this.#follower(index)) {
      this.#outcomes[index] = null;
      try {
        this.#outcomes[index] = this.#outcomeOf(await this.#handle(fn, index), index);
      } catch (error) {
        this.#outcomes[index] = this.#failed(error, index);
      }
    }
    if (--this.#working === 0) done();
  }

  /** Not async: a frame that is suspended and resumed for every message costs more than what is done here. */
  #handle(fn: SingleMessageFunction, index: number): unknown {
    const source = this.#codec.decode(this.#records[index], index, this.#native);
    const data = decodeData(fn, source);
    // Without a schema data is never a promise.
    return fn.schema && data instanceof Promise
      ? this.#callLater(fn, source, data)
      : this.#call(fn, source, data);
  }

  /** A schema may have answered when all is over: the message is delivered again, and must not be handled too. */
  async #callLater(
    fn: SingleMessageFunction,
    source: MessageSource,
    data: Promise<unknown>,
  ): Promise<unknown> {
    const value = await data;
    return this.#closed ? undefined : this.#call(fn, source, value);
  }

  #call(fn: SingleMessageFunction, source: MessageSource, data: unknown): unknown {
    const message = messageOver(source, data as never);
    return fn.handler(message, contextOf(this.#invocation, source));
  }

  /** The places of records that were begun and are not done, as far as a log line has room. */
  inHand(): string {
    return [...this.#outcomes.keys()]
      .filter((index) => this.#outcomes[index] === null)
      .slice(0, NAMED)
      .map((index) => this.#place(index))
      .join(", ");
  }

  /** The next record that waits for no other; -1 when there is none, or no time. */
  #begin(): number {
    if (this.#closed) return -1;
    const next = this.#next++;
    const index = this.#lanes ? (this.#lanes.heads[next] ?? -1) : next < this.#records.length ? next : -1;
    return index >= 0 && next > 0 && this.#clock.look() ? -1 : index;
  }

  /** The record after this one. The first of a lane that is not acknowledged ends it: the rest is delivered again. */
  #follower(index: number): number {
    const inLane = this.#lanes?.followers[index] ?? -1;
    if (inLane < 0) return this.#begin();
    const goesOn = this.#outcomes[index]?.type === "ack" && !this.#closed && !this.#clock.look();
    return goesOn ? inLane : this.#begin();
  }

  async #together(fn: BatchMessageFunction): Promise<void> {
    const indexes = new Map<Message, number>();
    for (const [index, record] of this.#records.entries()) {
      if (this.#isLate(index)) return;
      if (this.#outcomes[index]) continue;
      this.#outcomes[index] = null;
      try {
        const source = this.#codec.decode(record, index, this.#native);
        indexes.set(messageOver(source, await decodeData(fn, source)), index);
      } catch (error) {
        this.#outcomes[index] = this.#failed(error, index);
        this.#holdBack(index);
      }
    }
    if (this.#isLate(this.#records.length - 1)) return;
    if (indexes.size > 0) await this.#handleTogether(fn, indexes);
    this.#keepOrder();
  }

  /** Whether nothing may be begun any more: the answer has left, or the time for more than the first record is up. */
  #isLate(index: number): boolean {
    return this.#closed || (index > 0 && this.#clock.look());
  }

  /** What follows a record in its lane does not overtake it: it is delivered again. */
  #holdBack(index: number): void {
    const { followers = [] } = this.#lanes ?? {};
    for (let next = followers[index] ?? -1; next >= 0; next = followers[next] ?? -1) {
      this.#outcomes[next] = retry();
    }
  }

  async #handleTogether(fn: BatchMessageFunction, indexes: ReadonlyMap<Message, number>): Promise<void> {
    const messages = [...indexes.keys()] as unknown as readonly Message<never>[];
    try {
      const context = contextOf(this.#invocation);
      const output = await fn.handler(messages, context);
      const given = batchOutcomes(output, indexes);
      for (const [message, index] of indexes) {
        this.#outcomes[index] = this.#outcomeOf(given?.get(message), index);
      }
    } catch (error) {
      for (const index of indexes.values()) this.#outcomes[index] = retry();
      this.#log(error, `${this.#invocation.functionName}: the batch of ${indexes.size} messages`);
    }
  }

  /** A batch handler has seen all messages; in a lane, what follows a failure is delivered again after it. */
  #keepOrder(): void {
    const { heads = [], followers = [] } = this.#lanes ?? {};
    for (const head of heads) {
      let index = head;
      while (index >= 0 && this.#outcomes[index]?.type === "ack") index = followers[index] ?? -1;
      this.#holdBack(index);
    }
  }

  #outcomeOf(output: unknown, index: number): Outcome {
    if (output === undefined) return ack();
    if (!isOutcome(output)) {
      const invalid = new OnefnError(
        "ONEFN_OUTCOME_INVALID",
        "the handler returned something that is no outcome. Return nothing, ack(), retry() or reject().",
      );
      return this.#failed(invalid, index);
    }
    if (output.type === "reject") {
      this.#invocation.log(
        "warn",
        `${this.#place(index)}: rejected${output.reason ? `: ${output.reason}` : ""}.`,
      );
    } else if (output.type === "retry" && output.after && !this.#codec.delays) {
      this.#warnOfDelay();
    }
    return output;
  }

  /** Once for a function, not for each of its messages. */
  #warnOfDelay(): void {
    const fn = this.#invocation.fn as MessageFunction;
    if (this.#warned.has(fn)) return;
    this.#warned.add(fn);
    this.#invocation.log(
      "warn",
      `[onefn] ${this.#invocation.functionName}: retry({ after }) has no effect on ${this.#codec.trigger}, which ` +
        "cannot delay one message. Set the delay of the queue.",
      { code: "ONEFN_NO_DELAY" },
    );
  }

  /** What failed by its data can never succeed; what a handler threw may. */
  #failed(error: unknown, index: number): Outcome {
    return isBadData(this.#log(error, this.#place(index))) ? reject() : retry();
  }

  /** Writes what failed, and gives its code. */
  #log(error: unknown, place: string): string {
    const { code, reason } = failureOf(error, {
      code: "ONEFN_HANDLER_FAILED",
      reason: `the handler threw a value of type ${typeof error}`,
    });
    this.#invocation.log("error", `[onefn] ${place}: ${reason}`, { code, error });
    return code;
  }

  #place(index: number): string {
    const { functionName } = this.#invocation;
    const id = this.#idOf(index);
    return `${functionName}: ${this.#codec.trigger} record ${index + 1} of ${this.#records.length} (id ${id})`;
  }

  #idOf(index: number): string {
    try {
      return this.#codec.decode(this.#records[index], index, this.#native).id;
    } catch {
      return "unknown";
    }
  }

  #reportUnfinished(): void {
    const unfinished = this.#outcomes.filter((outcome) => !outcome).length;
    if (unfinished === 0) return;
    this.#invocation.log(
      "error",
      `[onefn] ${this.#invocation.functionName}: ${unfinished} of ${this.#records.length} messages were not done ` +
        "at the deadline and will be delivered again. Give the function more time, or smaller batches.",
      { code: "ONEFN_DEADLINE" },
    );
  }
}

/** How many records a log line names at most: a batch may hold 10,000. */
const NAMED = 10;

function isBadData(code: string): boolean {
  return code === "ONEFN_MESSAGE_UNDECODABLE" || code === "ONEFN_MESSAGE_INVALID";
}
