import type { HttpFunction } from "onefn";
import {
  type Adaptable,
  type AnyFunction,
  createAdapter,
  type Pipeline,
  type Provider,
} from "onefn/provider";
import { FrameworkCall } from "./framework-call.js";
import type { Environment, GcpRequest, GcpResponse } from "./native.js";
import type { GcpOptions } from "./options.js";

/**
 * What functions-framework calls, by the signature `http` or `cloudevent`.
 * @see https://cloud.google.com/functions/docs/writing/write-http-functions
 * @see https://cloud.google.com/functions/docs/writing/write-event-driven-functions
 */
export interface GcpHandler {
  (request: GcpRequest, response: GcpResponse): void | Promise<void>;
  (cloudEvent: object): void | Promise<void>;
}

/** `adapt` over what one entry carries. */
export type Adapt<F extends AnyFunction = HttpFunction> = <T>(
  functions: Adaptable<T, F, "@onefn/gcp">,
  options?: GcpOptions,
) => GcpHandler;

/** What one entry carries: an entry without events has none of their code. */
export interface Carried {
  readonly provider: Provider<undefined>;
  readonly pipelines: readonly Pipeline[];
  /** Handles an event that came without a request. Default: it is passed on as it is, and no codec knows it. */
  takeEvent?(
    event: object,
    handle: (native: unknown, context: undefined) => unknown,
    env: Environment,
  ): unknown;
}

/** Makes the `adapt` of an entry in an environment: that of the process, or a simulated one. */
export function createAdapt<F extends AnyFunction>(
  environment: () => Environment,
  { provider, pipelines, takeEvent }: Carried,
): Adapt<F> {
  return (functions, options = {}) => {
    const handle = createAdapter("onefn/gcp", provider, pipelines, functions, options);
    // One parameter: an event function with two would be given a callback in place of the response.
    return (request: object, response: object | undefined = undefined) => {
      // An event of the old signature comes with a context in the response's place, which tells the type.
      let native = response ?? request;
      if (response && "setHeader" in response)
        native = new FrameworkCall(request as GcpRequest, response as GcpResponse, environment());
      else if (takeEvent) return takeEvent(native, handle, environment()) as void | Promise<void>;
      return handle(native, undefined) as void | Promise<void>;
    };
  };
}
