import type { Simulator } from "onefn/simulator";

/**
 * Which wires a release of a runtime runs. The newest runs all, and the oldest all of HTTP, whose bodies and streams
 * depend on the release. A wire of records is our own code: what another release could change is how a handler is called
 * and how its answer leaves, and one wire of each kind shows that.
 */
export type Extent = "all" | "all of http" | "one a kind";

/**
 * A simulator with as many wires. "One a kind" is the first of each kind, and of HTTP the first that streams, too.
 * `test:runtimes --all-wires` runs all wires everywhere.
 */
export function withWires(simulator: Simulator, extent: Extent): Simulator {
  if (extent === "all" || process.env.ONEFN_ALL_WIRES) return simulator;
  const seen = new Set<string>();
  const wires = simulator.wires.filter(({ kind, capabilities }) => {
    if (kind === "http" && extent === "all of http") return true;
    const group = kind === "http" ? `${kind} ${capabilities.streaming?.supported !== false}` : kind;
    if (seen.has(group)) return false;
    seen.add(group);
    return true;
  });
  return { provider: simulator.provider, wires };
}
