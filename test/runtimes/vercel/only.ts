import type { Simulator } from "onefn/simulator";

/** A simulator with one of its http wires. */
export function only(trigger: string, simulator: Simulator): Simulator {
  return { ...simulator, wires: simulator.wires.filter((wire) => wire.trigger === trigger) };
}
