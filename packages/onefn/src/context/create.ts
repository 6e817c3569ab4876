import { GIVEN, type InputPart } from "../http/input.js";
import { Shown } from "../own-members.js";
import type { Auth, Client, HttpContext, ProviderName, Runtime } from "./context.js";
import { logTo } from "./invocation-context.js";
import type { LogFields, LogLevel } from "./log.js";
import type { Trace } from "./trace.js";

/** The members of a test's context. Every member has a default. */
export interface ContextInit {
  readonly provider?: ProviderName | undefined;
  readonly runtime?: Runtime | undefined;
  readonly functionName?: string | undefined;
  readonly region?: string | undefined;
  readonly requestId?: string | undefined;
  /** The named parts of the path, such as `{ name: "ada" }` for `/hello/:name`. Default: none. */
  readonly params?: Readonly<Record<string, string | undefined>> | undefined;
  /** The validated input, by `json`, `form`, `query` and `params`. The schemas then do not run. */
  readonly valid?: Readonly<Partial<Record<InputPart, unknown>>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds. Default: no deadline. */
  readonly remainingMs?: number | undefined;
  readonly trace?: Trace | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  readonly client?: Partial<Client> | undefined;
  readonly auth?: Auth | undefined;
  readonly platform?: unknown;
  /** Receives log lines. Default: they are dropped. */
  readonly log?: ((level: LogLevel, message: string, fields?: LogFields) => void) | undefined;
}

/** A context for a unit test; `settled()` awaits the promises that the handler passed to `waitUntil`. */
export interface TestContext<Params = Readonly<Record<never, string>>> extends HttpContext<Params> {
  /** Resolves when all work passed to `waitUntil` is done; rejects with the first rejection. */
  settled(): Promise<void>;
}

/**
 * Creates a context for unit tests, without a provider. It is copied, listed and printed like one that a handler receives.
 *
 * @example
 * const response = await hello.handler(new Request("http://localhost/hello/ada"), createContext({ params: { name: "ada" } }));
 * @example
 * const outcome = await orders.handler(createMessage({ data: { sku: "tea", amount: 1 } }), createContext());
 */
export function createContext(init?: ContextInit & { readonly params?: undefined }): TestContext;
export function createContext<const Params extends Readonly<Record<string, string | undefined>>>(
  init: ContextInit & { readonly params: Params },
): TestContext<Params>;
export function createContext(init: ContextInit = {}): TestContext {
  const work: Promise<unknown>[] = [];
  const members: TestContext = {
    provider: init.provider ?? "test",
    runtime: init.runtime ?? "node",
    functionName: init.functionName ?? "test",
    region: init.region,
    requestId: init.requestId ?? crypto.randomUUID(),
    params: (init.params ?? {}) as TestContext["params"],
    ...(init.valid && { valid: init.valid, [GIVEN]: true }),
    signal: init.signal ?? new AbortController().signal,
    remainingMs: () => init.remainingMs ?? Number.POSITIVE_INFINITY,
    waitUntil(promise) {
      const settled = Promise.resolve(promise);
      // Otherwise, a promise that is rejected while another is awaited would end the test's process.
      settled.catch(() => {});
      work.push(settled);
    },
    log: logTo(init.log ?? (() => {})),
    trace: init.trace,
    env: init.env ?? {},
    client: { ip: undefined, geo: undefined, ...init.client },
    auth: init.auth,
    platform: init.platform,
    settled: async () => {
      while (work.length > 0) await work.shift();
    },
  };
  return Object.assign(new UnitContext(), members);
}

class UnitContext extends Shown {}
