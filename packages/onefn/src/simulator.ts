/**
 * What a simulator of a provider looks like. The contract kit and the development server stand on these types alone,
 * so a simulator in process and a provider's own runtime in another process can take each other's place. Beside them,
 * the client's end of the wire for simulators of platforms that speak the Fetch standard.
 * @packageDocumentation
 */
import type { AdaptOptions } from "./adapter/options.js";
import type { Auth } from "./context/context.js";
import type { AnyFunction, FunctionRecord } from "./functions/function.js";
import type { AttributeValue } from "./message/source.js";
import type { Capabilities } from "./provider/provider.js";

export type { ClientRequest, HeaderLine } from "./simulation/client-request.js";
export { isHttp, readClientRequest } from "./simulation/client-request.js";
export type { Receiving, ServedResponse } from "./simulation/client-response.js";
export { toClientResponse } from "./simulation/client-response.js";
export { createClock } from "./simulation/clock.js";
export type { DrainableQueue } from "./simulation/drain.js";
export { drainQueue } from "./simulation/drain.js";
export { FunctionLog } from "./simulation/function-log.js";
export type { HttpService, RunningFunctions, Told } from "./simulation/http-deployment.js";
export { createHttpDeployment } from "./simulation/http-deployment.js";
export { reloading } from "./simulation/reloading.js";
export { whileThere, within } from "./simulation/waiting.js";

/** A provider, played from outside. */
export interface Simulator {
  /** The provider's name. */
  readonly provider: string;
  readonly http: readonly HttpWire[];
  readonly message: readonly MessageWire[];
}

/** What to run; asked before every call, so that a changed file can be served without a restart. */
export type Load = () => AnyFunction | FunctionRecord;

/** Options that every wire takes. `E` is what its `tap` sees. */
export interface SimulatorOptions<E extends Exchange = HttpExchange> {
  /** Options handed to the adapter. `log` is the simulator's own. */
  readonly adapt?: Omit<AdaptOptions, "log"> | undefined;
  /** Milliseconds that the provider gives an invocation. Default: 30,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds since the epoch, for timestamps and visibility. Default: a clock that `advance` moves. */
  readonly clock?: Clock | undefined;
  /** Sees every invocation: for development servers and for tests that look at the wire itself. */
  readonly tap?: ((exchange: E) => void) | undefined;
}

/** Tells the time; `advance` moves it without waiting. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
}

/** One invocation: what came from outside, what went over the wire, and what left. */
export type Exchange = HttpExchange | MessageExchange;

/** The invocation of an http wire. */
export interface HttpExchange extends NativeExchange {
  /** The Request that was sent, itself: its body has gone to the provider, and only a clone made before has it too. */
  readonly input: Request;
  /**
   * The Response, before its client has it: a clone that the tap makes at once reads the body along with the client.
   * Undefined where the provider leaves the client waiting.
   */
  readonly output: Response | undefined;
}

/** The invocation of a wire that carries messages. */
export interface MessageExchange extends NativeExchange {
  /** The messages as they were sent, in the order of the native records. */
  readonly input: readonly OutgoingMessage[];
  /** What became of each. */
  readonly output: DeliveryReport;
}

/** The provider's side of an invocation. */
export interface NativeExchange {
  readonly trigger: string;
  readonly nativeEvent: unknown;
  /** What the adapter gave back; undefined when it threw. */
  readonly nativeResult: unknown;
  /** What the adapter threw. */
  readonly error?: unknown;
  /** Why the provider refused the native result, for the developer's eyes. */
  readonly refusal?: string;
}

/** What every deployment has. */
export interface Deployment {
  /** The log lines that the functions have written so far, in the provider's native form. */
  readonly lines: readonly string[];
  /** Stops it; in process there is nothing to stop. */
  close(): Promise<void>;
}

/** One way in which a provider carries http. */
export interface HttpWire {
  readonly trigger: string;
  readonly capabilities: Capabilities;
  /** The identities that the wire's gateway can verify, as examples: `auth.type` of each is a word of its own. */
  readonly identities: readonly Auth[];
  deploy(load: Load, options?: SimulatorOptions): HttpDeployment | Promise<HttpDeployment>;
}

/** Functions behind an http wire. */
export interface HttpDeployment extends Deployment {
  /**
   * Plays a client: the Request becomes the native event, the native result becomes the Response. What the provider
   * refuses is answered as it would (a malformed Lambda result is a 502). Aborting `request.signal` disconnects.
   */
  send(request: Request, caller?: Caller): Promise<Response>;
}

/** The client of one request. */
export interface Caller {
  /** The address that connects. Default: 203.0.113.7. */
  readonly ip?: string | undefined;
  /** One of the wire's `identities`, verified by the gateway. */
  readonly auth?: Auth | undefined;
  /** The path and query exactly as the client writes them, where a URL would normalise them. */
  readonly target?: string | undefined;
  /** Headers exactly as the client writes them, where Headers would refuse or join them. */
  readonly rawHeaders?: readonly (readonly [name: string, value: string])[] | undefined;
  /** Whether a gateway that writes the body as base64 writes something that is none. Others pass it as it is. */
  readonly brokenBase64?: boolean;
  /** What reaches the function in place of the request's native event. */
  readonly replaceEvent?: ReplaceEvent | undefined;
}

/**
 * Gives the event that reaches a function in place of the one that the platform has written for it: a test event, one
 * of a trigger that was connected by mistake, one that something between the two has changed. Both are what JSON can
 * carry. A wire that hands over no document (a Request of the runtime's own, a connection) has nothing to replace: it
 * passes on what it has, and its capability `unknownEvents` says so.
 */
export type ReplaceEvent = (written: unknown) => unknown;

/** One way in which a provider carries messages. */
export interface MessageWire {
  readonly trigger: string;
  readonly capabilities: Capabilities;
  deploy(load: Load, options?: MessageSimulatorOptions): MessageDeployment | Promise<MessageDeployment>;
}

/** Options of a wire that carries messages. */
export interface MessageSimulatorOptions extends SimulatorOptions<MessageExchange> {
  /** Messages in one native batch at most. Default: 10. */
  readonly batchSize?: number | undefined;
  /** Deliveries before a message goes to the dead-letter queue. Default: 3. */
  readonly maxAttempts?: number | undefined;
}

/** Functions behind a queue. */
export interface MessageDeployment extends Deployment {
  /** Puts messages on a queue and gives their ids, in order. */
  send(to: string, messages: readonly OutgoingMessage[]): Promise<readonly string[]>;
  /**
   * One delivery of what is visible on the queue, in one native batch.
   *
   * @param replaceEvent gives what reaches the function in its place; the platform settles the batch by the answer all
   * the same.
   */
  deliver(from: string, replaceEvent?: ReplaceEvent): Promise<DeliveryReport>;
  /** Delivers, and lets time pass, until every message is acknowledged or dead. */
  drain(from: string): Promise<DrainReport>;
}

/** A message as its sender writes it. */
export interface OutgoingMessage {
  readonly body: string | Uint8Array;
  readonly contentType?: string | undefined;
  readonly attributes?: Readonly<Record<string, AttributeValue>> | undefined;
  /** What the queue orders by, where the wire orders. */
  readonly key?: string | undefined;
  /** Replaces the native record's members, to play a record that is broken. */
  readonly native?: Readonly<Record<string, unknown>> | undefined;
}

/** What became of the messages of one delivery, by id. */
export interface DeliveryReport {
  readonly delivered: readonly string[];
  readonly acknowledged: readonly string[];
  /** Visible again later. */
  readonly returned: readonly string[];
  readonly dead: readonly string[];
  /** What the adapter threw; the provider then returns the whole batch. */
  readonly error?: unknown;
}

/** What became of every message at last. */
export interface DrainReport {
  readonly acknowledged: readonly string[];
  readonly dead: readonly string[];
  /** Deliveries by id. */
  readonly attempts: Readonly<Record<string, number>>;
}
