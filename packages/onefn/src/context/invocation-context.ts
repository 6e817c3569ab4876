import type { Invocation } from "../adapter/invocation.js";
import type { AnyFunction } from "../kinds/function.js";
import { FUNCTION, INPUT, OVER, Shown, withOwnMembers } from "../own-members.js";
import type { Auth, Context } from "./context.js";
import type { Log, LogFields, LogLevel } from "./log.js";
import type { Trace } from "./trace.js";

/** What an input that comes with others has of its own: its native record, trace, and the id on its log lines. */
interface Own {
  /** Absent: the input is all that the invocation brings. */
  readonly id?: string | undefined;
  readonly record?: unknown;
  trace?(): Trace | undefined;
}

/** The context of one input of an invocation. */
export class InvocationContext extends Shown implements Context {
  // Not private: handlers get a Proxy of this object, so `this` is the Proxy when they read a member.
  declare readonly [OVER]: Invocation;
  declare readonly [INPUT]: Own | undefined;
  declare readonly [FUNCTION]: AnyFunction | undefined;

  constructor(invocation: Invocation, own?: Own, fn?: AnyFunction) {
    super();
    this[OVER] = invocation;
    this[INPUT] = own;
    this[FUNCTION] = fn;
  }

  get provider() {
    return this[OVER].provider.name;
  }
  get runtime() {
    return this[OVER].provider.runtime;
  }
  get functionName() {
    return this[OVER].nameOf(this[FUNCTION]);
  }
  get region() {
    return this[OVER].read("region");
  }
  get requestId() {
    return this[OVER].requestId;
  }
  get signal() {
    return unbounded(this[OVER].signal);
  }
  // Own functions, like the log's, because handlers destructure a context.
  get remainingMs(): () => number {
    return () => this[OVER].remainingMs();
  }
  get waitUntil(): (promise: PromiseLike<unknown>) => void {
    return (promise) => this[OVER].waitUntil(promise);
  }
  get log(): Log {
    const { [OVER]: invocation, [INPUT]: own, [FUNCTION]: fn } = this;
    return logTo((level, message, fields) =>
      invocation.log(level, message, fields, {
        fn,
        trace: own?.trace?.(),
        fields: own?.id === undefined ? undefined : { messageId: own.id },
      }),
    );
  }
  get trace(): Trace | undefined {
    return this[INPUT]?.trace?.() ?? this[OVER].read("trace");
  }
  get env() {
    return this[OVER].read("env") ?? {};
  }
  get auth(): Auth | undefined {
    return this[OVER].read("auth");
  }
  get platform() {
    const { provider, native, nativeContext } = this[OVER];
    return provider.platform(native, nativeContext, this[INPUT]?.record);
  }
}

/**
 * Switches off Node 20's warning of a leak: all messages of a batch share a signal, and each call of fetch adds a
 * listener. Later versions of Node and other runtimes do not limit listeners.
 */
function unbounded(signal: AbortSignal): AbortSignal {
  const { process } = globalThis as { readonly process?: Node20 };
  // Shims of `process` in bundles have an empty `versions`.
  if (process?.versions?.node?.startsWith("20."))
    process.getBuiltinModule("events").setMaxListeners(0, signal);
  return signal;
}

interface Node20 {
  readonly versions?: { readonly node?: string };
  getBuiltinModule(name: "events"): { setMaxListeners(count: number, signal: AbortSignal): void };
}

/** The context of one of the inputs that an invocation brings, or of all of them together. */
export function contextOf(invocation: Invocation, own: Own | undefined, fn: AnyFunction): Context {
  return withOwnMembers(new InvocationContext(invocation, own, fn));
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
