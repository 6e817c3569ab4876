import type { Load, RunningFunctions, SimulatorOptions } from "onefn/simulator";

/**
 * What runs the server that the simulator's client talks to over loopback: `serve` in this process by default, or a
 * runtime in another one (Node of another version, Bun, Deno). The client knows this interface alone, so that either
 * can take the other's place.
 */
export interface ServerHost {
  start(load: Load, options: SimulatorOptions): Promise<RunningServer>;
}

/** A server that listens. */
export interface RunningServer extends RunningFunctions {
  /** Where it listens, such as `http://127.0.0.1:3000/`. */
  readonly url: string;
  /** Makes the connection from a local port look as if it came from an address. Absent: it comes from loopback. */
  connected?(localPort: number, ip: string): void;
}
