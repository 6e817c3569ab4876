import type { HttpFunction } from "onefn";
import { type Adaptable, createAdapter, httpPipeline } from "onefn/provider";
import { functionsFramework } from "./codecs/functions-framework.js";
import { Exchange } from "./exchange.js";
import type { Environment, GcpRequest, GcpResponse } from "./native.js";
import type { GcpOptions } from "./options.js";
import { gcp } from "./provider.js";

/**
 * What functions-framework calls.
 * @see https://cloud.google.com/functions/docs/writing/write-http-functions
 */
export type GcpHandler = (request: GcpRequest, response: GcpResponse) => void | Promise<void>;

/** Prepares functions for functions-framework. */
export type Adapt = <T>(
  functions: Adaptable<T, HttpFunction, "@onefn/gcp">,
  options?: GcpOptions,
) => GcpHandler;

const pipelines = [/* @__PURE__ */ httpPipeline([functionsFramework])];

/** `adapt` in an environment: the process's own, or one that is played. */
export function createAdapt(environment: () => Environment): Adapt {
  return (functions, options = {}) => {
    const handle = createAdapter("onefn/gcp", gcp, pipelines, functions, options);
    // One parameter: an event function with two would be given a callback in place of the response.
    return (request, response: GcpResponse | undefined = undefined) => {
      // Without a response it is an event, which no codec knows: that is said aloud. An event of the old signature comes
      // with a context in its place, which tells the type.
      const native =
        response && "setHeader" in response
          ? new Exchange(request, response, environment())
          : (response ?? request);
      return handle(native, undefined) as void | Promise<void>;
    };
  };
}
