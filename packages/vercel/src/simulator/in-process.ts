import type { AdaptOptions } from "onefn/provider";
import { FunctionLog, type Load, reloading } from "onefn/simulator";
import type { Adapted } from "../adapt.js";
import type { HostOptions, Invocation, ProxiedRequest, VercelHost, VercelInstance } from "./host.js";
import { launch, written } from "./launcher.js";
import { PlayedContext } from "./request-context.js";

/** Makes the deployed functions, with the parameters of this package's `adapt`. */
export type MakeAdapted = (functions: never, options: AdaptOptions) => Adapted;

/**
 * Vercel's runtimes, simulated in this process with Node's own Fetch classes.
 *
 * @example
 * const simulator = createSimulator(inProcess(adapt));
 */
export function inProcess(adapt: MakeAdapted): VercelHost {
  return { start: (load, options) => new InProcess(adapt, load, options) };
}

class InProcess implements VercelInstance {
  readonly #log = new FunctionLog("onefn/vercel");
  readonly #runtime: HostOptions["runtime"];
  readonly #adapted: () => Adapted;

  constructor(adapt: MakeAdapted, load: Load, { runtime, adapt: options }: HostOptions) {
    this.#runtime = runtime;
    this.#adapted = reloading(load, (functions) => adapt(functions, { ...options, log: this.#log.write }));
  }

  get lines(): readonly string[] {
    return this.#log.lines;
  }

  async invoke(proxied: ProxiedRequest, { id, deadline, answered }: Invocation): Promise<Response> {
    const { fetch } = this.#adapted();
    const request = launch(this.#runtime, proxied);
    if (request instanceof Response) return request;
    const context = new PlayedContext(deadline, Object.fromEntries(proxied.headers));
    try {
      const response: unknown = await context.run(() => fetch(request));
      if (response instanceof Response) return written(this.#runtime, response);
      throw new TypeError("The function did not return a Response.");
    } finally {
      void answered.then(() => context.settled()).then(() => this.#log.end(id));
    }
  }

  async close(): Promise<void> {}
}
