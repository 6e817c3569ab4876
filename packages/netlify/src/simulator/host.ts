import type { AdaptOptions, Auth } from "onefn/provider";
import type { HeaderLine, Load, ReplaceEvent, ServedResponse } from "onefn/simulator";

/** The ways in which Netlify calls functions. */
export type Trigger = "functions" | "edge-functions" | "functions-v1";

/**
 * What runs the functions behind Netlify's network: this process by default, or a runtime of Netlify's own. The wires
 * know this interface alone, so that either can take the other's place.
 */
export interface NetlifyHost {
  start(load: Load, options: HostOptions): NetlifyInstance | Promise<NetlifyInstance>;
}

/** How functions are deployed. */
export interface HostOptions {
  readonly trigger: Trigger;
  /** Options handed to the adapter. `log` is the host's own. */
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
}

/** Deployed functions. */
export interface NetlifyInstance {
  /** The log lines that the functions have written so far. */
  readonly lines: readonly string[];
  /** One invocation. Rejects with what the function threw. */
  invoke(arrival: Arrival, invocation: Invocation): Promise<Invoked>;
  close(): Promise<void>;
}

/** A request as Netlify's network hands it to a function. */
export interface Arrival {
  readonly method: string;
  readonly url: string;
  /** Those that Netlify writes itself included. */
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array | null;
  /** Whether the body shall be none where it goes as base64. */
  readonly brokenBase64: boolean;
  /** What takes the place of the event, where the function is handed one. */
  readonly replaceEvent: ReplaceEvent | undefined;
  /** The user whom Netlify Identity knows. */
  readonly user: Auth["claims"] | undefined;
  /** Fires when the client goes. */
  readonly signal: AbortSignal;
}

/** What goes with a request. */
export interface Invocation {
  readonly id: string;
  /** Milliseconds until the invocation ends. */
  remaining(): number;
  /** Resolves when the answer has left. */
  readonly answered: Promise<void>;
}

/** What came of an invocation. */
export interface Invoked {
  /** What the function gave back, for developers to look at. */
  readonly nativeResult: unknown;
  readonly response: ServedResponse;
}

/** Why Netlify cannot use a result. The reason is for the developer; the client reads nothing of it. */
export class MalformedResult extends Error {
  override readonly name = "MalformedResult";
}
