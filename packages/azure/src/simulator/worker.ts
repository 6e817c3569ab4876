import type { AdaptOptions } from "onefn/provider";
import type { Load, RunningFunctions } from "onefn/simulator";

/**
 * What runs functions for the host: the library in this process by default, or Azure's own worker in another one. The
 * host knows these interfaces alone, so that either can take the other's place.
 */
export interface WorkerHost {
  start(load: Load, options: WorkerOptions): Promise<Worker>;
}

/** How an app is set up. */
export interface WorkerOptions {
  /** Whether the app has `enableHttpStream`, and its handler is made by `stream`. */
  readonly streams: boolean;
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
}

/** A worker with one function, which takes every request. */
export interface Worker extends RunningFunctions {
  /** Where requests are forwarded to, in an app with `enableHttpStream`. */
  readonly httpUri: string | undefined;
  /** One invocation; rejects where the function does. Undefined: the answer went over the forwarded request. */
  invoke(invocation: RpcInvocation): Promise<RpcResult | undefined>;
}

/** What the host tells a worker of an http request, by the RPC messages that the two have. */
export interface RpcInvocation {
  readonly invocationId: string;
  readonly http: RpcRequest;
  readonly triggerMetadata: Readonly<Record<string, { readonly json?: string; readonly string?: string }>>;
  readonly traceContext: { readonly traceParent: string; readonly traceState: string };
}

interface Nullable {
  readonly value: string;
}

/** A request in one piece. */
export interface RpcRequest {
  readonly method: string;
  readonly url: string;
  readonly nullableHeaders: Readonly<Record<string, Nullable>>;
  readonly nullableQuery: Readonly<Record<string, Nullable>>;
  readonly nullableParams: Readonly<Record<string, Nullable>>;
  readonly body?: { readonly bytes: Uint8Array };
}

/** An answer in one piece. */
export interface RpcResult {
  readonly statusCode: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly RpcCookie[];
  readonly body?: { readonly bytes?: Uint8Array } | null;
}

/** A cookie in an answer; what is undefined was not said. */
export interface RpcCookie {
  readonly name: string;
  readonly value: string;
  readonly domain?: Nullable;
  readonly path?: Nullable;
  readonly expires?: { readonly value: { readonly seconds: number } };
  readonly secure?: { readonly value: boolean };
  readonly httpOnly?: { readonly value: boolean };
  readonly sameSite?: "none" | "lax" | "strict" | "explicitNone";
  readonly maxAge?: { readonly value: number };
}
