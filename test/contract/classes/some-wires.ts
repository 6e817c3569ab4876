import type { Simulator } from "onefn/simulator";

/** One wire that answers at once, one that streams, and one of real connections. */
const WIRES = ["api-gateway-v2", "function-url-stream", "node"];

/** A simulator with few of its wires: what a runtime's classes do, they do on all wires. */
export function someWires(simulator: Simulator): Simulator {
  return { ...simulator, wires: simulator.wires.filter(({ trigger }) => WIRES.includes(trigger)) };
}
