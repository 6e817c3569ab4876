import type { FunctionRecord } from "onefn";
import type {
  Deployment,
  Exchange,
  HttpDeployment,
  HttpWire,
  Load,
  MessageDeployment,
  MessageWire,
} from "onefn/simulator";
import type { CaseDeployment } from "../case.js";
import { contractFunctions } from "../functions/index.js";

/** The deployments of one wire: cases that ask for the same share one, since a real runtime takes seconds to start. */
export class Deployments<D extends Deployment> {
  readonly #deploy: (asked: CaseDeployment) => D | Promise<D>;
  readonly #running = new Map<string, Promise<D>>();

  constructor(deploy: (asked: CaseDeployment) => D | Promise<D>) {
    this.#deploy = deploy;
  }

  get(asked: CaseDeployment = {}): Promise<D> {
    const key = JSON.stringify(asked);
    let running = this.#running.get(key);
    if (!running) {
      running = Promise.resolve(this.#deploy(asked));
      this.#running.set(key, running);
    }
    return running;
  }

  /** Stops one, so that what a failed case has left in it does not reach the next case. */
  async discard(asked: CaseDeployment = {}): Promise<void> {
    const key = JSON.stringify(asked);
    const running = await this.#running.get(key)?.catch(() => undefined);
    this.#running.delete(key);
    await running?.close();
  }

  /** Stops all of them. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    this.#running.clear();
    for (const deployment of await Promise.allSettled(running)) {
      if (deployment.status === "fulfilled") await deployment.value.close();
    }
  }
}

/** The contract's functions behind an http wire. */
export function httpDeployments(
  wire: HttpWire,
  tap: (exchange: Exchange) => void,
): Deployments<HttpDeployment> {
  return new Deployments(({ functions = "http", adapt, timeout }) => {
    const load = loading(functions);
    return wire.deploy(load, { tap, ...(adapt && { adapt }), ...(timeout !== undefined && { timeout }) });
  });
}

/** The contract's functions behind a wire of messages. */
export function messageDeployments(
  wire: MessageWire,
  tap: (exchange: Exchange) => void,
): Deployments<MessageDeployment> {
  return new Deployments(({ functions = "message", adapt, timeout, batchSize, maxAttempts }) =>
    wire.deploy(loading(functions), {
      tap,
      ...(adapt && { adapt }),
      ...(timeout !== undefined && { timeout }),
      ...(batchSize !== undefined && { batchSize }),
      ...(maxAttempts !== undefined && { maxAttempts }),
    }),
  );
}

/** A module's other exports are no functions, which `Load` knows nothing of; adapters leave them out. */
function loading(functions: keyof typeof contractFunctions): Load {
  return () => contractFunctions[functions] as FunctionRecord;
}
