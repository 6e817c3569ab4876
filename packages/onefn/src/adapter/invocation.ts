import { type LogEntry, type LogFields, type LogLevel, readFields } from "../context/log.js";
import type { Trace } from "../context/trace.js";
import { OnefnError } from "../errors.js";
import type { AnyFunction } from "../kinds/function.js";
import type { Call } from "../provider/codec.js";
import type { ContextReaders, Provider } from "../provider/provider.js";
import { createRecord } from "../record.js";
import { type AdaptOptions, DEFAULT_MARGIN } from "./options.js";
import { LONGEST_TIMER, type Timers } from "./timers.js";

type Readers = ContextReaders<unknown, unknown>;

let latest: Invocation | undefined;

/** The invocation that began last. It may be done, and others may run beside it. */
export function latestInvocation(): Invocation | undefined {
  return latest;
}

/**
 * One call of the provider: what its contexts share. Everything is made when it is first asked for: an
 * AbortController with a timer alone costs several times what a whole GET may.
 */
export class Invocation implements Call {
  readonly provider: Provider;
  readonly native: unknown;
  readonly nativeContext: unknown;
  readonly #readers: Readers | undefined;
  readonly options: AdaptOptions;
  /** The function that was chosen for the input; set before any handler runs. */
  fn: AnyFunction | undefined;
  /** Of the chosen function; before one is chosen, nothing reads a body. */
  bodyLimit = 0;
  /** The promises of `waitUntil` that the adapter has to await, where the platform has no way of its own. */
  pending: Promise<void>[] | undefined;
  /** The batch, which can name the records that were begun and are not done. */
  batch: { inHand(): string } | undefined;
  #signal: AbortSignal | undefined;
  #timer: unknown;
  #rung = false;
  #requestId: string | undefined;
  #margin: number | undefined;
  /** When the option `timeout` ends the call. */
  readonly #endsAt: number | undefined;
  #held = false;
  #ended = false;

  constructor(
    provider: Provider,
    readers: Readers | undefined,
    native: unknown,
    nativeContext: unknown,
    options: AdaptOptions,
  ) {
    this.provider = provider;
    this.#readers = readers;
    this.native = native;
    this.nativeContext = nativeContext;
    this.options = options;
    if (options.timeout !== undefined) this.#endsAt = this.timers.Date.now() + options.timeout;
    latest = this;
  }

  /** The codec's answer, else the provider's. */
  read<Name extends Exclude<keyof Readers, "waitUntil">>(
    name: Name,
  ): ReturnType<NonNullable<Readers[Name]>> | undefined {
    const own = this.#readers?.[name]?.(this.native, this.nativeContext, this.options);
    const value =
      own ?? (this.provider.context as Readers)[name]?.(this.native, this.nativeContext, this.options);
    return value as ReturnType<NonNullable<Readers[Name]>> | undefined;
  }

  /** The platform's name of what is deployed, else that of one of its functions. */
  nameOf(fn = this.fn): string {
    return this.read("functionName") ?? fn?.name ?? "anonymous";
  }

  get timers(): Timers {
    return this.options.timers ?? globalThis;
  }

  get requestId(): string {
    this.#requestId ??= this.read("requestId") ?? crypto.randomUUID();
    return this.#requestId;
  }

  /**
   * Milliseconds until the deadline less the margin, when the signal fires. An answer has to leave half a margin later:
   * handlers may heed the signal.
   */
  remainingMs(margins = 1): number {
    // A timer may ring a millisecond before the clock says so. What the signal said stays true.
    if (this.#rung && margins >= 1) return 0;
    const told = this.read("remainingMs") ?? Number.POSITIVE_INFINITY;
    const left =
      this.#endsAt === undefined ? told : Math.max(0, Math.min(told, this.#endsAt - this.timers.Date.now()));
    if (left === Number.POSITIVE_INFINITY) return left;
    // A margin beyond all that is left would put the answer after the deadline.
    this.#margin ??= Math.min(this.options.margin ?? Math.min(DEFAULT_MARGIN, left / 2), left);
    return Math.max(0, left - this.#margin * margins);
  }

  get signal(): AbortSignal {
    if (this.#signal) return this.#signal;
    const gone = this.read("disconnect");
    const left = this.remainingMs();
    // A deadline beyond is none.
    const bounded = left <= LONGEST_TIMER && !this.#ended;
    if (gone && !bounded) {
      this.#signal = gone;
      return gone;
    }
    const controller = new AbortController();
    this.#signal = controller.signal;
    if (!bounded) return controller.signal;
    const timeUp = () => {
      this.#rung = true;
      controller.abort(new DOMException("The provider's deadline is near.", "TimeoutError"));
    };
    // By hand: Node 20 keeps whoever listens to a signal of AbortSignal.any for ever.
    const follow = () => controller.abort(gone?.reason);
    if (gone?.aborted) follow();
    else if (left === 0) timeUp();
    else this.#timer = this.timers.setTimeout(timeUp, left);
    gone?.addEventListener("abort", follow);
    return controller.signal;
  }

  waitUntil(promise: PromiseLike<unknown>): void {
    const settled = Promise.resolve(promise).then(
      () => undefined,
      (error: unknown) => {
        const cause = new OnefnError(
          "ONEFN_WAIT_UNTIL_FAILED",
          `[onefn] ${this.nameOf()}: a promise given to waitUntil was rejected. Its work may be lost.`,
          { cause: error },
        );
        this.log("error", cause.message, { code: cause.code, error: cause });
      },
    );
    const native = this.#readers?.waitUntil ?? (this.provider.context as Readers).waitUntil;
    const taken = native ? native(settled, this.native, this.nativeContext) !== false : false;
    if (taken) return;
    this.pending ??= [];
    this.pending.push(settled);
  }

  settled(): Promise<void> | undefined {
    return this.pending && this.settlePending();
  }

  /** Awaits what `waitUntil` collected, also what is added meanwhile, until the deadline is near. */
  async settlePending(): Promise<void> {
    // Not by the signal, which fires too when the client has gone: the work is no client's.
    const left = this.remainingMs();
    let timer: unknown;
    const timeUp = new Promise<true>((resolve) => {
      if (left <= LONGEST_TIMER) timer = this.timers.setTimeout(() => resolve(true), left);
    });
    const drained = async () => {
      while (this.pending) {
        const all = Promise.all(this.pending);
        this.pending = undefined;
        await all;
      }
    };
    if (await Promise.race([drained(), timeUp])) {
      this.log("warn", `[onefn] ${this.nameOf()}: work given to waitUntil was not done at the deadline.`, {
        code: "ONEFN_DEADLINE",
      });
    }
    this.timers.clearTimeout(timer as never);
  }

  hold(): () => void {
    this.#held = true;
    return () => {
      this.#held = false;
      this.end();
    };
  }

  /**
   * Ends the invocation, unless its answer is still on the way: no timer outlives it. What has ended holds no signal that
   * can still fire, since a signal that follows one is kept as long as that is there.
   * See docs/decisions/signals.md.
   */
  end(): void {
    if (this.#held) return;
    this.#ended = true;
    if (this.#timer !== undefined) this.timers.clearTimeout(this.#timer as never);
    if (!this.#signal?.aborted) this.#signal = undefined;
  }

  /** Writes one line in the provider's native JSON. */
  log(level: LogLevel, message: string, fields?: LogFields, input?: InputLog): void {
    if (rank(level) < rank(this.provider.logLevel?.())) return;
    try {
      const entry: LogEntry = {
        time: new Date(this.timers.Date.now()),
        level,
        message,
        fields: withFields(input?.fields, fields),
        functionName: this.nameOf(input?.fn),
        requestId: this.requestId,
        trace: input?.trace ?? this.read("trace"),
      };
      const line = this.provider.formatLog(entry);
      if (this.options.log) this.options.log(line, entry);
      else this.provider.writeLog(line, entry, this.nativeContext);
    } catch {
      // A sink or a field that throws is the user's own; a line that is lost must not take the call with it.
    }
  }
}

/** What one input of the invocation adds to its lines. */
interface InputLog {
  readonly fn: AnyFunction | undefined;
  readonly trace: Trace | undefined;
  readonly fields: LogFields | undefined;
}

function withFields(own: LogFields | undefined, fields: LogFields | undefined): LogFields | undefined {
  const read = fields && readFields(fields);
  return own && read ? Object.assign(createRecord(), own, read) : (own ?? read);
}

/** As providers name them; "fatal" as the least grave level keeps every line back. */
const LEVELS = ["debug", "info", "warn", "error", "fatal"];

function rank(level: string | undefined): number {
  return LEVELS.indexOf(level?.toLowerCase() ?? "debug");
}
