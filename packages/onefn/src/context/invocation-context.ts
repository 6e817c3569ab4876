import type { Invocation } from "../adapter/invocation.js";
import { INPUT, OVER, Shown, withOwnMembers } from "../own-members.js";
import type { Auth, Context } from "./context.js";
import type { Log, LogFields, LogLevel } from "./log.js";
import type { Trace } from "./trace.js";

/** What an input that comes with others has of its own: its trace, and the id that stands on its log lines. */
interface Own {
  readonly id: string;
  trace?(): Trace | undefined;
}

/** The context of one input, over the invocation that it belongs to. */
export class InvocationContext extends Shown implements Context {
  // Not private: a handler has a Proxy of this, and what it reads is read with the Proxy as `this`.
  declare readonly [OVER]: Invocation;
  declare readonly [INPUT]: Own | undefined;

  constructor(invocation: Invocation, own?: Own) {
    super();
    this[OVER] = invocation;
    this[INPUT] = own;
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
    return unbounded(this[OVER].signal);
  }
  // Functions of their own, as the log's are: handlers take a context apart.
  get remainingMs(): () => number {
    return () => this[OVER].remainingMs();
  }
  get waitUntil(): (promise: PromiseLike<unknown>) => void {
    return (promise) => this[OVER].waitUntil(promise);
  }
  get log(): Log {
    const { [OVER]: invocation, [INPUT]: own } = this;
    return logTo((level, message, fields) =>
      invocation.log(level, message, fields, own && { trace: own.trace?.(), fields: { messageId: own.id } }),
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
    return provider.platform(native, nativeContext);
  }
}

/**
 * All messages of a batch share a signal, and each call of fetch listens to it: no leak to warn of. Later versions of
 * Node let as many listen as like to, and no other runtime counts them.
 */
function unbounded(signal: AbortSignal): AbortSignal {
  const { process } = globalThis as { readonly process?: Node20 };
  if (process?.versions?.node.startsWith("20."))
    process.getBuiltinModule("events").setMaxListeners(0, signal);
  return signal;
}

interface Node20 {
  readonly versions?: { readonly node: string };
  getBuiltinModule(name: "events"): { setMaxListeners(count: number, signal: AbortSignal): void };
}

/** The context of one of the inputs that an invocation brings, or of all of them together. */
export function contextOf(invocation: Invocation, own?: Own): Context {
  return withOwnMembers(new InvocationContext(invocation, own));
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
