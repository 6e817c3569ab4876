import type { FunctionRecord } from "onefn";
import type { Deployment, Exchange, Wire } from "onefn/simulator";
import type { CaseDeployment } from "../case.js";
import { contractFunctions, contractVerifiers } from "../functions/index.js";
import type { DeploymentOf, KindContract } from "../kinds/contract.js";

/** The deployments of one wire. Cases with the same needs share one, because a real runtime takes seconds to start. */
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

  /** Stops one, so that the remains of a failed case do not reach the next case. */
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

/** The contract's functions behind a wire. */
export function deploymentsOn<W extends Wire>(
  wire: W,
  { functions: usual }: Pick<KindContract, "functions">,
  tap: (exchange: Exchange) => void,
): Deployments<DeploymentOf<W>> {
  return new Deployments(async ({ functions = usual, verify, ...asked }) => {
    // `Load`'s type does not know a module's other exports, which adapters leave out.
    const load = () => contractFunctions[functions] as FunctionRecord;
    const events = verify && { adapt: { ...asked.adapt, events: { verify: contractVerifiers[verify] } } };
    return (await wire.deploy(load, { tap, ...asked, ...events })) as DeploymentOf<W>;
  });
}
