import type { AdaptOptions, Auth } from "onefn/provider";
import type { HeaderLine, Load, ReplaceEvent, ServedResponse } from "onefn/simulator";

/** The ways in which Netlify calls functions. */
export type Trigger = "functions" | "edge-functions" | "functions-v1";

/**
 * What runs the functions behind Netlify's network: this process by default, or one of Netlify's own runtimes. The
 * wires use only this interface, so the two are interchangeable.
 */
export interface NetlifyHost {
  start(load: Load, options: HostOptions): NetlifyInstance | Promise<NetlifyInstance>;
}

/** How functions are deployed. */
export interface HostOptions {
  readonly trigger: Trigger;
  /** Options passed to the adapter, except `log`, which the host sets. */
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
}

/** Deployed functions. */
export interface NetlifyInstance {
  /** The log lines that the functions have written so far. */
  readonly lines: readonly string[];
  /** One invocation. Rejects with whatever the function threw. */
  invoke(arrival: Arrival, invocation: Invocation): Promise<Invoked>;
  close(): Promise<void>;
}

/** A request as Netlify's network passes it to a function. */
export interface Arrival {
  readonly method: string;
  readonly url: string;
  /** Including those that Netlify writes itself. */
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array | null;
  /** Whether base64 of the body is made invalid. */
  readonly brokenBase64: boolean;
  /** Replaces the event, if the function receives one. */
  readonly replaceEvent: ReplaceEvent | undefined;
  /** The user, as Netlify Identity knows them. */
  readonly user: Auth["claims"] | undefined;
  /** Aborted when the client goes. */
  readonly signal: AbortSignal;
}

/** The circumstances of a request. */
export interface Invocation {
  readonly id: string;
  /** Milliseconds until the invocation ends. */
  remaining(): number;
  /** Resolves when the response was sent. */
  readonly answered: Promise<void>;
}

/** The result of an invocation. */
export interface Invoked {
  /** The function's own result, for developers. */
  readonly nativeResult: unknown;
  readonly response: ServedResponse;
}

/** Why Netlify refuses a result. Only the developer sees the reason, not the client. */
export class MalformedResult extends Error {
  override readonly name = "MalformedResult";
}
