import type { Invocation } from "../adapter/invocation.js";
import type { Auth, Client, Context } from "./context.js";
import type { Log, LogFields, LogLevel } from "./log.js";
import type { Trace } from "./trace.js";

/** The context of one input, over the invocation that it belongs to. */
export class InvocationContext implements Context {
  readonly #invocation: Invocation;

  constructor(invocation: Invocation) {
    this.#invocation = invocation;
  }

  get provider() {
    return this.#invocation.provider.name;
  }
  get runtime() {
    return this.#invocation.provider.runtime;
  }
  get functionName() {
    return this.#invocation.functionName;
  }
  get region() {
    return this.#invocation.read("region");
  }
  get requestId() {
    return this.#invocation.requestId;
  }
  get signal() {
    return this.#invocation.signal;
  }
  // Functions of their own, as the log's are: handlers take a context apart.
  get remainingMs(): () => number {
    return () => this.#invocation.remainingMs();
  }
  get waitUntil(): (promise: PromiseLike<unknown>) => void {
    return (promise) => this.#invocation.waitUntil(promise);
  }
  get log(): Log {
    return logTo((level, message, fields) => this.#write(level, message, fields));
  }
  get trace(): Trace | undefined {
    return this.readTrace() ?? this.#invocation.read("trace");
  }
  get env() {
    return this.#invocation.read("env") ?? {};
  }
  get auth(): Auth | undefined {
    return this.#invocation.read("auth");
  }
  get platform() {
    const { provider, native, nativeContext } = this.#invocation;
    return provider.platform(native, nativeContext);
  }

  protected readClient(): Client | undefined {
    return this.#invocation.read("client");
  }

  /** The trace of this input alone, where it has one. */
  protected readTrace(): Trace | undefined {
    return undefined;
  }

  /** What every log line of this context says beside its own fields. */
  protected logFields(): LogFields | undefined {
    return undefined;
  }

  #write(level: LogLevel, message: string, fields: LogFields | undefined): void {
    this.#invocation.log(level, message, fields, { trace: this.readTrace(), fields: this.logFields() });
  }
}

/** The four methods of a log over one function, usable when taken off the object. */
export function logTo(write: (level: LogLevel, message: string, fields?: LogFields) => void): Log {
  return {
    debug: (message, fields) => write("debug", message, fields),
    info: (message, fields) => write("info", message, fields),
    warn: (message, fields) => write("warn", message, fields),
    error: (message, fields) => write("error", message, fields),
  };
}
