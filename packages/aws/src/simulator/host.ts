import type { AdaptOptions } from "onefn/provider";
import type { Clock, Load } from "onefn/simulator";

/**
 * What runs the function behind the gateways and queues that the simulator plays: in this process by default, or
 * Lambda's own runtime in another one. Gateways know this interface alone, so that either can take the other's place.
 */
export interface LambdaHost {
  start(load: Load, options: HostOptions): LambdaInstance | Promise<LambdaInstance>;
}

/** How a function is deployed. */
export interface HostOptions {
  /** Whether the deployed handler is `stream(fn)`. */
  readonly streaming: boolean;
  /** Options handed to the adapter. `log` is the host's own. */
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
  /** Milliseconds that an invocation may take. */
  readonly timeout: number;
  /** Tells how much of it is left. Default: real time. */
  readonly clock?: Clock | undefined;
}

/** A deployed function. */
export interface LambdaInstance {
  /** The log lines that the function has written so far. */
  readonly lines: readonly string[];
  /** One invocation. Never rejects for what the function does; that is an answer too. */
  invoke(event: unknown, invocation: LambdaInvocation): Promise<LambdaAnswer>;
  close(): Promise<void>;
}

/** What Lambda tells a function about one invocation, beside its event. */
export interface LambdaInvocation {
  readonly requestId: string;
  /** X-Ray's tracing header. */
  readonly traceId?: string;
}

/** What came of an invocation. */
export type LambdaAnswer =
  /** What the handler returned, as the JSON text that Lambda hands on. */
  | { readonly kind: "result"; readonly payload: string }
  /** What the handler streams; errors where it failed after its first byte. Cancelling it stops the reading. */
  | { readonly kind: "stream"; readonly contentType: string; readonly body: ReadableStream<Uint8Array> }
  /** The handler threw, or its process ended. `cause` is what it threw, where the host can see it. */
  | {
      readonly kind: "error";
      readonly errorType: string;
      readonly errorMessage: string;
      readonly cause?: unknown;
    }
  | { readonly kind: "timeout" };
