/**
 * Plays the outside of a server: real requests over real connections of loopback.
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
import { send } from "./client.js";
import type { ServerHost } from "./host.js";
import { inProcess } from "./in-process.js";

export type { Answered, HeaderLine, Sending, Sent } from "./client.js";
export { send } from "./client.js";
export type { RunningServer, ServerHost } from "./host.js";

/** An address of the range that is reserved for documentation. */
const DEFAULT_IP = "203.0.113.7";

/** By what a request reaches the adapter: `serve` on Node, or the Fetch handler on Bun, Deno and other servers. */
export type ServerTrigger = "node" | "fetch";

/**
 * A simulator whose server runs in `host`.
 *
 * @param trigger what the host's server is. Default: `"node"`.
 */
export function createSimulator(host: ServerHost, trigger: ServerTrigger = "node"): Simulator {
  const wire: HttpWire = {
    trigger,
    capabilities: capabilities[trigger] ?? {},
    identities: [],
    deploy: (load, options = {}) => deploy(host, trigger, load, options),
  };
  return { provider: "server", http: [wire], message: [] };
}

/** `serve` on Node, in this process. */
export const simulator: Simulator = createSimulator(inProcess);

async function deploy(
  host: ServerHost,
  trigger: ServerTrigger,
  load: Load,
  options: SimulatorOptions,
): Promise<HttpDeployment> {
  const running = await host.start(load, options);
  return createHttpDeployment({
    trigger,
    running,
    tap: options.tap,
    answer: (request, caller, tell) =>
      send({
        request,
        caller,
        to: running.url,
        connected: (localPort) => running.connected?.(localPort, caller.ip ?? DEFAULT_IP),
        answered: (nativeEvent, nativeResult, output) => tell({ nativeEvent, nativeResult, output }),
      }),
  });
}
