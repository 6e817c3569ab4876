import type { Clock, Load, RunningFunctions } from "onefn/simulator";
import type { AzureOptions } from "../options.js";
import type { StoredMessage } from "./service-bus/message.js";

/**
 * What runs functions for the host: the library in this process by default, or Azure's own worker in another one. The
 * host uses only these interfaces, so the two are interchangeable.
 */
export interface WorkerHost {
  start(load: Load, options: WorkerOptions): Promise<Worker>;
}

/** How an app is set up. */
export interface WorkerOptions {
  /** Whether the app has `enableHttpStream`, and its handler is from `stream`. */
  readonly streams: boolean;
  /** What its function is registered for. Default: every request. */
  readonly trigger?: Registration | undefined;
  readonly adapt?: Omit<AzureOptions, "log"> | undefined;
  /** The adapter's clock, if it runs in this process. Default: real time. */
  readonly clock?: Clock | undefined;
}

/** A trigger as an app registers it, by the names of the host. */
export interface Registration {
  /** Such as `queueTrigger`. */
  readonly type: string;
  /** Names the place, such as a queue. */
  readonly place: TriggerPlace;
  readonly cardinality?: "one" | "many";
  /** Of Cosmos DB. */
  readonly changeFeedMode?: string;
  readonly isSessionsEnabled?: boolean;
  /** Whether the function settles its messages itself. */
  readonly settles?: boolean;
  /** The times that the host's retry policy invokes the function again. Default: there is no policy. */
  readonly retries?: number | undefined;
}

/** Where a trigger delivers from, by the host's names: a `queueName`, a `topic`. */
export type TriggerPlace = Readonly<Record<string, string>>;

/** A worker with one function, which takes every request, or what a trigger delivers. */
export interface Worker extends RunningFunctions {
  /** The name of its function. */
  readonly functionName: string;
  /** Where requests are forwarded, in an app with `enableHttpStream`. */
  readonly httpUri: string | undefined;
  /** How the host has to send data, by what the app has registered. */
  readonly sending: Sending;
  /** One invocation; rejects if the function does. Undefined: the response answered the forwarded request. */
  invoke(invocation: RpcInvocation): Promise<RpcResult | undefined>;
  /** One invocation by another trigger. Never rejects for what the function does. */
  trigger(invocation: RpcTriggering): Promise<RpcOutcome>;
}

/** What decides how the host sends data. */
export interface Sending {
  /** Whether the trigger has `dataType: "binary"`. */
  readonly binary: boolean;
  /** Whether the worker has the capability `IncludeEmptyEntriesInMessagePayload`. */
  readonly emptyEntries: boolean;
}

/**
 * What the host tells a worker of what a trigger delivers.
 * @see https://github.com/Azure/azure-functions-language-worker-protobuf/blob/dev/src/proto/FunctionRpc.proto
 */
export interface RpcTriggering {
  readonly invocationId: string;
  /** What the function is registered for, in place of what the simulated app has registered. */
  readonly place: TriggerPlace;
  readonly data: RpcData;
  readonly triggerMetadata: Readonly<Record<string, RpcData>>;
  readonly traceContext: { readonly traceParent: string; readonly traceState: string };
  /** The state of the function's retry policy. */
  readonly retryContext?: { readonly retryCount: number; readonly maxRetryCount: number };
  /** Messages that the function settles itself; `data` is then empty. */
  readonly settling?: Settling;
}

/** Messages, and what hears over a connection of its own how each is settled. */
export interface Settling {
  readonly messages: readonly LockedMessage[];
  /** @throws where the message is not locked any more. */
  settle(lockToken: string, how: SettledHow): void;
}

/** How a message is settled. */
export type SettledHow = "complete" | "abandon" | "deadletter";

/** A message that is locked until it is settled. */
export interface LockedMessage extends StoredMessage {
  readonly lockToken: string;
  readonly deliveryCount: number;
}

/** One value between host and worker. */
export interface RpcData {
  readonly string?: string;
  readonly json?: string;
  readonly bytes?: Uint8Array;
  readonly collectionBytes?: { readonly bytes: readonly Uint8Array[] };
  readonly collectionString?: { readonly string: readonly string[] };
  readonly collectionSint64?: { readonly sint64: readonly Long[] };
}

/** An integer of 64 bits, as the worker reads it. */
export interface Long {
  readonly low: number;
  readonly high: number;
  readonly unsigned: boolean;
}

/** How an invocation ended; `error` is what the function threw. */
export type RpcOutcome = (
  | { readonly status: "Success"; readonly returnValue?: unknown }
  | { readonly status: "Failure"; readonly error: unknown }
) & {
  /** What the simulated host alone adds: the settlements that it refused. Absent: none. */
  readonly settledTwice?: readonly string[];
};

/** What the host tells a worker about an HTTP request, in their RPC messages. */
export interface RpcInvocation {
  readonly invocationId: string;
  readonly http: RpcRequest;
  readonly triggerMetadata: Readonly<Record<string, { readonly json?: string; readonly string?: string }>>;
  readonly traceContext: { readonly traceParent: string; readonly traceState: string };
}

interface Nullable {
  readonly value: string;
}

/** A buffered request. */
export interface RpcRequest {
  readonly method: string;
  readonly url: string;
  readonly nullableHeaders: Readonly<Record<string, Nullable>>;
  readonly nullableQuery: Readonly<Record<string, Nullable>>;
  readonly nullableParams: Readonly<Record<string, Nullable>>;
  readonly body?: { readonly bytes: Uint8Array };
}

/** A buffered response. */
export interface RpcResult {
  readonly statusCode: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly RpcCookie[];
  readonly body?: { readonly bytes?: Uint8Array } | null;
}

/** A cookie of a response. Undefined attributes were not set. */
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
