import type { AdaptOptions } from "onefn/provider";
import type { HeaderLine, Load } from "onefn/simulator";

/**
 * What runs the functions behind Vercel's proxy: this process by default, or a runtime of Vercel's own. The wires know
 * this interface alone, so that either can take the other's place.
 */
export interface VercelHost {
  start(load: Load, options: HostOptions): VercelInstance | Promise<VercelInstance>;
}

/** How functions are deployed. */
export interface HostOptions {
  readonly runtime: "node" | "edge";
  /** Options handed to the adapter. `log` is the host's own. */
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
}

/** Deployed functions. */
export interface VercelInstance {
  /** The log lines that the functions have written so far. */
  readonly lines: readonly string[];
  /** One invocation. Rejects with what the function threw. */
  invoke(request: ProxiedRequest, invocation: Invocation): Promise<Response>;
  close(): Promise<void>;
}

/** A request as Vercel's proxy hands it to a runtime. */
export interface ProxiedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array | null;
  /** Fires when the client goes; absent where the runtime is not told. */
  readonly signal?: AbortSignal;
}

/** What the runtime tells the function beside its request. */
export interface Invocation {
  readonly id: string;
  /** As an ISO date; absent where the runtime names none. */
  readonly deadline?: string;
  /** Resolves when the answer has left. */
  readonly answered: Promise<void>;
}
