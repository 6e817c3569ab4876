import type { AdaptOptions } from "onefn/provider";
import type { Clock, Load, Told } from "onefn/simulator";
import type { Arrival } from "./arrival.js";
import type { QueuedMessage, QueueResult } from "./queues/batch.js";

/**
 * What runs the Worker: this process by default, or the Workers runtime in another one. The simulated network uses
 * only this interface, so the two are interchangeable.
 */
export interface WorkerHost {
  start(load: Load, options: HostOptions): RunningWorker | Promise<RunningWorker>;
}

/** How a Worker is deployed. */
export interface HostOptions {
  /** Options for the adapter. The host sets `log` itself. */
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
  /** The time limit of a cron trigger's run and of a batch in milliseconds. Default: 30,000. */
  readonly timeout?: number | undefined;
  /** Whether the functions are tasks, which the Worker exports as an entrypoint. Default: no. */
  readonly tasks?: boolean | undefined;
  /** The adapter's clock, if it runs in this process. Default: real time. */
  readonly clock?: Clock | undefined;
}

/** A run of a cron trigger. */
export interface CronEvent {
  readonly cron: string;
  /** Milliseconds since the epoch. */
  readonly scheduledTime: number;
}

/** The result of a run. */
export interface CronAnswer {
  /** As in Cloudflare's dashboard and Tail Workers: `ok`, `exception`, `canceled`. */
  readonly outcome: string;
  /** What the Worker's handler returned. */
  readonly result?: unknown;
  /** The error that it threw, if the host can see it. */
  readonly error?: unknown;
}

/** A batch of a queue. */
export interface QueueEvent {
  readonly queue: string;
  readonly messages: readonly QueuedMessage[];
}

/** The result of a batch. */
export interface QueueAnswer {
  readonly result: QueueResult;
  /** The error that the Worker's handler threw, if the host can see it. */
  readonly error?: unknown;
}

/** The result of a call of a task: what its method returned, or the error as the caller's runtime shows it. */
export type RpcAnswer =
  | { readonly output: unknown; readonly error?: undefined }
  | { readonly output?: undefined; readonly error: RpcFailure };

/** What the caller's runtime shows of an error. */
export interface RpcFailure {
  readonly name: string;
  readonly message: string;
  /** Whatever else arrived. */
  readonly [member: string]: unknown;
}

/** A Worker that receives requests, cron events, batches of queues and calls. */
export interface RunningWorker {
  /** The log lines that the functions have written so far. */
  readonly lines: readonly string[];
  /**
   * Runs the Worker and returns the response that a client reads. Rejects if the client has already gone.
   *
   * @param tell takes the Worker's own Request and Response, if it runs in this process.
   */
  dispatch(arrival: Arrival, tell: (told: Told) => void): Promise<Response>;
  /** Runs a cron trigger until its handler and its `waitUntil` work are done. Never rejects. */
  schedule(event: CronEvent): Promise<CronAnswer>;
  /** Delivers a batch of a queue, and waits until its handler and its `waitUntil` work are done. Never rejects. */
  queue(event: QueueEvent): Promise<QueueAnswer>;
  /** Calls a method of the entrypoint, through a service binding. Never rejects. */
  call(method: string, input: unknown): Promise<RpcAnswer>;
  close(): Promise<void>;
}
