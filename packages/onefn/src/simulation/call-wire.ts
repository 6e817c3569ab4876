import type { Auth } from "../context/context.js";
import type { Deployment, Exchange, ReplaceEvent, SimulatorOptions, WireOf } from "./wire.js";

/** A trigger whose caller waits for the function's result. */
export type CallWire<Kind extends string, Input, Output, Caller> = WireOf<
  Kind,
  "call",
  SimulatorOptions<Exchange<Input, Output | undefined>>,
  CallDeployment<Input, Output, Caller>
>;

/** Functions behind a call wire. */
export interface CallDeployment<Input, Output, Caller> extends Deployment {
  /** Plays a caller: the input becomes the native event, the native result becomes the output. */
  send(input: Input, caller?: Caller): Promise<Output>;
}

/** One way in which a provider carries HTTP. */
export interface HttpWire extends CallWire<"http", Request, Response, Caller> {
  /** Example identities that the wire's gateway can verify, one for each `auth.type`. */
  readonly identities: readonly Auth[];
  /**
   * Functions of other kinds receive their events as requests of this wire. They refuse a client's request with a 401,
   * because they do not know its sender.
   */
  readonly carriesEvents?: true;
}

/**
 * Functions behind an HTTP wire. A native result that the provider refuses is answered as the provider would (a
 * malformed Lambda result is a 502). Aborting `request.signal` disconnects.
 */
export type HttpDeployment = CallDeployment<Request, Response, Caller>;

/**
 * The invocation of an HTTP wire. `input` is the Request that was sent: its body has gone to the provider, so clone
 * it beforehand to read it. `output` is the Response before the client gets it: a clone made synchronously in the tap
 * reads the body along with the client. It is undefined if the provider leaves the client waiting.
 */
export type HttpExchange = Exchange<Request, Response | undefined>;

/** Options of an HTTP wire. */
export type HttpOptions = SimulatorOptions<HttpExchange>;

/** The client of one request. */
export interface Caller {
  /** The address that connects. Default: 203.0.113.7. */
  readonly ip?: string | undefined;
  /** One of the wire's `identities`, verified by the gateway. */
  readonly auth?: Auth | undefined;
  /** The path and query exactly as the client writes them, where a URL would normalize them. */
  readonly target?: string | undefined;
  /** Headers exactly as the client writes them, where Headers would refuse or join them. */
  readonly rawHeaders?: readonly (readonly [name: string, value: string])[] | undefined;
  /** Makes a gateway that encodes the body as base64 write invalid base64. Others pass the body unchanged. */
  readonly brokenBase64?: boolean;
  /** Replaces the request's native event. */
  readonly replaceEvent?: ReplaceEvent | undefined;
}
