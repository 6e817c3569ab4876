/**
 * Plays Cloudflare: its network in front of a Worker, and the Workers runtime around it.
 * @packageDocumentation
 */
import {
  createHttpDeployment,
  type HttpDeployment,
  type HttpWire,
  type Load,
  type Simulator,
  type SimulatorOptions,
} from "onefn/simulator";
import { capabilities } from "../capabilities.js";
import { arrive } from "./edge.js";
import type { WorkerHost } from "./host.js";
import { identities } from "./identities.js";
import { inProcess } from "./in-process.js";

export type { AccessIdentity, Arrival, HeaderLine } from "./arrival.js";
export type { RunningWorker, WorkerHost } from "./host.js";
export type { Adapter } from "./in-process.js";
export { inProcess } from "./in-process.js";

/** A simulator whose Worker runs in `host`. */
export function createSimulator(host: WorkerHost): Simulator {
  const fetch: HttpWire = {
    trigger: "fetch",
    capabilities: capabilities.fetch,
    identities,
    deploy: (load, options = {}) => deploy(host, load, options),
  };
  return { provider: "cloudflare", http: [fetch], message: [] };
}

/** A Worker in this process, over Node's own Request and Response with what the Workers runtime does otherwise. */
export const simulator: Simulator = createSimulator(inProcess());

async function deploy(host: WorkerHost, load: Load, options: SimulatorOptions): Promise<HttpDeployment> {
  const running = await host.start(load, options);
  return createHttpDeployment({
    trigger: "fetch",
    running,
    tap: options.tap,
    async answer(request, caller, tell) {
      const arrival = await arrive(request, caller);
      return arrival instanceof Response ? arrival : running.dispatch(arrival, tell);
    },
  });
}
