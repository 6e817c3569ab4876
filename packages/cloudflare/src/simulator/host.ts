import type { Load, SimulatorOptions, Told } from "onefn/simulator";
import type { Arrival } from "./arrival.js";

/**
 * What runs the Worker: this process by default, or the Workers runtime in another one. Cloudflare's network, as the
 * simulator plays it, knows this interface alone, so that either can take the other's place.
 */
export interface WorkerHost {
  start(load: Load, options: SimulatorOptions): RunningWorker | Promise<RunningWorker>;
}

/** A Worker that takes requests. */
export interface RunningWorker {
  /** The log lines that the functions have written so far. */
  readonly lines: readonly string[];
  /**
   * Runs the Worker; gives what a client reads of its answer. Rejects when the client has gone before.
   *
   * @param tell takes the Worker's own Request and Response, where it runs in this process.
   */
  dispatch(arrival: Arrival, tell: (told: Told) => void): Promise<Response>;
  close(): Promise<void>;
}
