import type { AdaptOptions } from "onefn/provider";
import type { HeaderLine, Load } from "onefn/simulator";

/**
 * What runs the functions behind Vercel's proxy: this process by default, or one of Vercel's own runtimes. The wires
 * use only this interface, so the two are interchangeable.
 */
export interface VercelHost {
  start(load: Load, options: HostOptions): VercelInstance | Promise<VercelInstance>;
}

/** How functions are deployed. */
export interface HostOptions {
  readonly runtime: "node" | "edge";
  /** Options passed to the adapter, except `log`, which the host sets. */
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
}

/** Deployed functions. */
export interface VercelInstance {
  /** The log lines that the functions have written so far. */
  readonly lines: readonly string[];
  /** One invocation. Rejects with whatever the function threw. */
  invoke(request: ProxiedRequest, invocation: Invocation): Promise<Response>;
  close(): Promise<void>;
}

/** A request as Vercel's proxy passes it to a runtime. */
export interface ProxiedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array | null;
  /** Aborted when the client goes; absent if the runtime is not told. */
  readonly signal?: AbortSignal;
}

/** What the runtime tells the function besides its request. */
export interface Invocation {
  readonly id: string;
  /** An ISO date; absent if the runtime has no deadline. */
  readonly deadline?: string;
  /** Resolves when the response was sent. */
  readonly answered: Promise<void>;
}
