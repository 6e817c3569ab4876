import type { Invocation } from "../adapter/invocation.js";
import { OVER } from "../own-members.js";
import type { Auth, Client, Context } from "./context.js";
import type { Log, LogFields, LogLevel } from "./log.js";
import { PrintedContext } from "./printed-context.js";
import type { Trace } from "./trace.js";

/** The context of one input, over the invocation that it belongs to. */
export abstract class InvocationContext extends PrintedContext implements Context {
  // Not private: a handler has a Proxy of this, whose reads come here with the Proxy as `this`.
  declare readonly [OVER]: Invocation;

  constructor(invocation: Invocation) {
    super();
    this[OVER] = invocation;
  }

  get provider() {
    return this[OVER].provider.name;
  }
  get runtime() {
    return this[OVER].provider.runtime;
  }
  get functionName() {
    return this[OVER].functionName;
  }
  get region() {
    return this[OVER].read("region");
  }
  get requestId() {
    return this[OVER].requestId;
  }
  get signal() {
    return this[OVER].signal;
  }
  // Functions of their own, as the log's are: handlers take a context apart.
  get remainingMs(): () => number {
    return () => this[OVER].remainingMs();
  }
  get waitUntil(): (promise: PromiseLike<unknown>) => void {
    return (promise) => this[OVER].waitUntil(promise);
  }
  get log(): Log {
    return logTo((level, message, fields) => this.write(level, message, fields));
  }
  get trace(): Trace | undefined {
    return this.readTrace() ?? this[OVER].read("trace");
  }
  get env() {
    return this[OVER].read("env") ?? {};
  }
  get auth(): Auth | undefined {
    return this[OVER].read("auth");
  }
  get platform() {
    const { provider, native, nativeContext } = this[OVER];
    return provider.platform(native, nativeContext);
  }

  protected readClient(): Client | undefined {
    return this[OVER].read("client");
  }

  /** The trace of this input alone, where it has one. */
  protected readTrace(): Trace | undefined {
    return undefined;
  }

  /** What every log line of this context says beside its own fields. */
  protected logFields(): LogFields | undefined {
    return undefined;
  }

  private write(level: LogLevel, message: string, fields: LogFields | undefined): void {
    this[OVER].log(level, message, fields, { trace: this.readTrace(), fields: this.logFields() });
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
