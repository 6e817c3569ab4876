import type { Load, RunningFunctions, SimulatorOptions } from "onefn/simulator";

/**
 * What runs the server that the simulator's client connects to over loopback: `serve` in this process by default, or
 * a runtime in another one (another version of Node, Bun, Deno). The client uses only this interface, so they are
 * interchangeable.
 */
export interface ServerHost {
  start(load: Load, options: HostOptions): Promise<RunningServer>;
}

/** How functions are adapted, and the time that they have. */
export type HostOptions = Pick<SimulatorOptions, "adapt" | "timeout">;

/** A server that listens. */
export interface RunningServer extends RunningFunctions {
  /** Where it listens, such as `http://127.0.0.1:3000/`. */
  readonly url: string;
  /** Resolves when `lines` has what was written before an answer. Absent: it always has, as in this process. */
  logged?(): Promise<void>;
  /** Makes the connection from a local port appear to come from an address. Absent: it comes from loopback. */
  connected?(localPort: number, ip: string): void;
}
