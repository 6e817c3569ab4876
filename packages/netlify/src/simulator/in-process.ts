import type { AdaptOptions } from "onefn/provider";
import { FunctionLog, type Load } from "onefn/simulator";
import type { NetlifyHandler } from "../adapt.js";
import type { NetlifyEventHandler } from "../v1.js";
import type { Arrival, HostOptions, Invocation, Invoked, NetlifyHost, NetlifyInstance } from "./host.js";
import { callEdgeFunction, callFunction, callHandler } from "./runtimes.js";

/** What makes the functions that are deployed: this package's, or what shall take their place. */
export interface Adapters {
  /** The main entry's. */
  readonly adapt: (functions: never, options: AdaptOptions) => NetlifyHandler;
  /** That of `@onefn/netlify/v1`. */
  readonly adaptV1: (functions: never, options: AdaptOptions) => NetlifyEventHandler;
}

/**
 * Netlify's runtimes, played in this process by Node's own Fetch classes.
 *
 * @example
 * const simulator = createSimulator(inProcess({ adapt, adaptV1 }));
 */
export function inProcess(adapters: Adapters): NetlifyHost {
  return { start: (load, options) => new InProcess(adapters, load, options) };
}

class InProcess implements NetlifyInstance {
  readonly #log = new FunctionLog("onefn/netlify");
  readonly #adapters: Adapters;
  readonly #load: Load;
  readonly #options: HostOptions;
  #deployed: { readonly functions: unknown; readonly call: ReturnType<InProcess["deploy"]> } | undefined;

  constructor(adapters: Adapters, load: Load, options: HostOptions) {
    this.#adapters = adapters;
    this.#load = load;
    this.#options = options;
  }

  get lines(): readonly string[] {
    return this.#log.lines;
  }

  async invoke(arrival: Arrival, invocation: Invocation): Promise<Invoked> {
    const functions = this.#load();
    if (this.#deployed?.functions !== functions) {
      this.#deployed = { functions, call: this.deploy(functions as never) };
    }
    const called = await this.#deployed.call(arrival, invocation);
    void invocation.answered.then(called.settled).then(() => this.#log.end(invocation.id));
    return called;
  }

  /** Adapts functions for the trigger. */
  deploy(functions: never) {
    const { adapt, adaptV1 } = this.#adapters;
    const { trigger } = this.#options;
    const options = { ...this.#options.adapt, log: this.#log.write };
    if (trigger === "functions-v1") {
      const handler = adaptV1(functions, options);
      return (arrival: Arrival, invocation: Invocation) => callHandler(handler, arrival, invocation);
    }
    const handler = adapt(functions, options);
    const call = trigger === "functions" ? callFunction : callEdgeFunction;
    return (arrival: Arrival) => call(handler, arrival);
  }

  async close(): Promise<void> {}
}
