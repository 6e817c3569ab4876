// The same globals as in a deployment, so that the simulator matches it.
import "#globals";
import type { AdaptOptions } from "onefn/provider";
import { FunctionLog, type Load, reloading } from "onefn/simulator";
import type { NetlifyContext } from "../platform.js";
import type { NetlifyEventHandler } from "../v1.js";
import type {
  Arrival,
  HostOptions,
  Invocation,
  Invoked,
  NetlifyHost,
  NetlifyInstance,
  Trigger,
} from "./host.js";
import { callEdgeFunction, callFunction, callHandler } from "./runtimes.js";

/** Makes the deployed functions: this package's, or replacements. */
export interface Adapters {
  /** The main entry's, or that of an entry for what arrives as requests. A background function returns nothing. */
  readonly adapt: (
    functions: never,
    options: AdaptOptions,
  ) => (request: Request, context?: NetlifyContext) => Promise<Response | void>;
  /** That of `@onefn/netlify/v1`. */
  readonly adaptV1: (functions: never, options: AdaptOptions) => NetlifyEventHandler;
}

/**
 * Netlify's runtimes, simulated in this process with Node's own Fetch classes.
 *
 * @example
 * const simulator = createSimulator(inProcess({ adapt, adaptV1 }));
 */
export function inProcess(adapters: Adapters): NetlifyHost {
  return { start: (load, options) => new InProcess(adapters, load, options) };
}

class InProcess implements NetlifyInstance {
  readonly #log = new FunctionLog("onefn/netlify");
  readonly #call: () => ReturnType<typeof prepare>;

  constructor(adapters: Adapters, load: Load, { trigger, adapt }: HostOptions) {
    const options = { ...adapt, log: this.#log.write };
    this.#call = reloading(load, (functions) => prepare(functions, trigger, adapters, options));
  }

  get lines(): readonly string[] {
    return this.#log.lines;
  }

  async invoke(arrival: Arrival, invocation: Invocation): Promise<Invoked> {
    const called = await this.#call()(arrival, invocation);
    void invocation.answered.then(called.settled).then(() => this.#log.end(invocation.id));
    return called;
  }

  async close(): Promise<void> {}
}

/** Adapts functions for a trigger. */
function prepare(functions: never, trigger: Trigger, { adapt, adaptV1 }: Adapters, options: AdaptOptions) {
  if (trigger === "functions-v1") {
    const handler = adaptV1(functions, options);
    return (arrival: Arrival, invocation: Invocation) => callHandler(handler, arrival, invocation);
  }
  const handler = adapt(functions, options);
  const call = trigger === "functions" ? callFunction : callEdgeFunction;
  return (arrival: Arrival) => call(handler, arrival);
}
