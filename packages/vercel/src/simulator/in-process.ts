import type { AdaptOptions } from "onefn/provider";
import { FunctionLog, type Load } from "onefn/simulator";
import type { Adapted } from "../adapt.js";
import type { HostOptions, Invocation, ProxiedRequest, VercelHost, VercelInstance } from "./host.js";
import { launch } from "./launcher.js";
import { PlayedContext } from "./request-context.js";

/** Makes what is deployed; its parameters are those of this package's `adapt`. */
export type MakeAdapted = (functions: never, options: AdaptOptions) => Adapted;

/**
 * Vercel's runtimes, played in this process by Node's own Fetch classes.
 *
 * @example
 * const simulator = createSimulator(inProcess(adapt));
 */
export function inProcess(adapt: MakeAdapted): VercelHost {
  return { start: (load, options) => new InProcess(adapt, load, options) };
}

class InProcess implements VercelInstance {
  readonly #log = new FunctionLog("onefn/vercel");
  readonly #adapt: MakeAdapted;
  readonly #load: Load;
  readonly #options: HostOptions;
  #deployed: { readonly functions: unknown; readonly adapted: Adapted } | undefined;

  constructor(adapt: MakeAdapted, load: Load, options: HostOptions) {
    this.#adapt = adapt;
    this.#load = load;
    this.#options = options;
  }

  get lines(): readonly string[] {
    return this.#log.lines;
  }

  async invoke(proxied: ProxiedRequest, { id, deadline, answered }: Invocation): Promise<Response> {
    const { fetch } = this.#adapted();
    const request = launch(this.#options.runtime, proxied);
    if (request instanceof Response) return request;
    const context = new PlayedContext(deadline);
    try {
      const response: unknown = await context.run(() => fetch(request));
      if (response instanceof Response) return response;
      throw new TypeError("The function returned no Response.");
    } finally {
      void answered.then(() => context.settled()).then(() => this.#log.end(id));
    }
  }

  #adapted(): Adapted {
    const functions = this.#load();
    if (this.#deployed?.functions !== functions) {
      const options = { ...this.#options.adapt, log: this.#log.write };
      this.#deployed = { functions, adapted: this.#adapt(functions as never, options) };
    }
    return this.#deployed.adapted;
  }

  async close(): Promise<void> {}
}
