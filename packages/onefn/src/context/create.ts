import { GIVEN, type InputPart } from "../functions/valid.js";
import type { Auth, Client, HttpContext, ProviderName, Runtime } from "./context.js";
import { logTo } from "./invocation-context.js";
import type { Log, LogFields, LogLevel } from "./log.js";
import type { Trace } from "./trace.js";

/** What a test may say of its context; every member has a default. */
export interface ContextInit {
  readonly provider?: ProviderName;
  readonly runtime?: Runtime;
  readonly functionName?: string;
  readonly region?: string;
  readonly requestId?: string;
  readonly params?: Readonly<Record<string, string>>;
  /** What schemas made of the input, by `json`, `form`, `query` and `params`. They are then not asked. */
  readonly valid?: Readonly<Partial<Record<InputPart, unknown>>>;
  readonly signal?: AbortSignal;
  /** Milliseconds. Default: no deadline. */
  readonly remainingMs?: number;
  readonly trace?: Trace;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly client?: Partial<Client>;
  readonly auth?: Auth;
  readonly platform?: unknown;
  /** Receives log lines. Default: they are dropped. */
  readonly log?: (level: LogLevel, message: string, fields?: LogFields) => void;
}

/** A context for a unit test; `settled()` awaits what the handler gave to `waitUntil`. */
export interface TestContext extends HttpContext<never> {
  /** Resolves when all work given to `waitUntil` is done; rejects as the first of it does. */
  settled(): Promise<void>;
}

/**
 * A context for unit tests, without any provider.
 *
 * @example
 * const response = await hello.handler(new Request("http://localhost/hello/ada"), createContext({ params: { name: "ada" } }));
 */
export function createContext(init: ContextInit = {}): TestContext {
  const work: Promise<unknown>[] = [];
  const log: Log = logTo(init.log ?? (() => {}));
  return {
    provider: init.provider ?? "test",
    runtime: init.runtime ?? "node",
    functionName: init.functionName ?? "test",
    region: init.region,
    requestId: init.requestId ?? crypto.randomUUID(),
    params: (init.params ?? {}) as never,
    ...(init.valid && { valid: init.valid, [GIVEN]: true }),
    signal: init.signal ?? new AbortController().signal,
    remainingMs: () => init.remainingMs ?? Number.POSITIVE_INFINITY,
    waitUntil(promise) {
      const settled = Promise.resolve(promise);
      // One that fails while another is awaited is nobody's yet, and would end the test's process.
      settled.catch(() => {});
      work.push(settled);
    },
    log,
    trace: init.trace,
    env: init.env ?? {},
    client: { ip: undefined, geo: undefined, ...init.client },
    auth: init.auth,
    platform: init.platform,
    settled: async () => {
      while (work.length > 0) await work.shift();
    },
  };
}
