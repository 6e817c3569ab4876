import type { AdaptOptions } from "onefn/provider";
import type { Clock, Load } from "onefn/simulator";

/**
 * What runs the function behind the simulated gateways and queues: this process by default, or Lambda's own runtime
 * in another one. Gateways use only this interface, so the two are interchangeable.
 */
export interface LambdaHost {
  /** Whether the function runs in this process, so that an option of the adapter can be an object with methods. */
  readonly sharesMemory?: true;
  start(load: Load, options: HostOptions): LambdaInstance | Promise<LambdaInstance>;
}

/** How a function is deployed. */
export interface HostOptions {
  /** Whether the deployed handler is `stream(fn)`. */
  readonly streaming: boolean;
  /** Options passed to the adapter, except `log`, which the host sets. */
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
  /** The timeout of an invocation in milliseconds. */
  readonly timeout: number;
  /** The source of the remaining time. Default: real time. */
  readonly clock?: Clock | undefined;
}

/** A deployed function. */
export interface LambdaInstance {
  /** The log lines that the function has written so far. */
  readonly lines: readonly string[];
  /** One invocation. Never rejects because of the function; its failure is a result too. */
  invoke(event: unknown, invocation: LambdaInvocation): Promise<LambdaAnswer>;
  close(): Promise<void>;
}

/** What Lambda tells a function about one invocation, besides its event. */
export interface LambdaInvocation {
  readonly requestId: string;
  /** X-Ray's tracing header. */
  readonly traceId?: string;
}

/** The result of an invocation. */
export type LambdaAnswer =
  /** What the handler returned, as the JSON text that Lambda passes on. */
  | { readonly kind: "result"; readonly payload: string }
  /**
   * What the handler streams; it errors if the handler failed after its first byte. Cancelling it stops the reading.
   */
  | { readonly kind: "stream"; readonly contentType: string; readonly body: ReadableStream<Uint8Array> }
  /** The handler threw, or its process ended. `cause` is the thrown value, if the host can see it. */
  | {
      readonly kind: "error";
      readonly errorType: string;
      readonly errorMessage: string;
      readonly cause?: unknown;
    }
  | { readonly kind: "timeout" };
