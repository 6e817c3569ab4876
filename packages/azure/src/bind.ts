import type { HttpFunction } from "onefn";
import {
  type Adaptable,
  type AdaptOptions,
  type AnyHttpCodec,
  createAdapter,
  httpPipeline,
  promised,
} from "onefn/provider";
import type { AzureContext, AzureRequest, AzureResult, Environment } from "./native.js";
import { azure } from "./provider.js";
import { watchRejections } from "./rejections.js";

/**
 * What Azure Functions calls.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-trigger
 */
export type AzureHandler = (request: AzureRequest, context: AzureContext) => Promise<AzureResult>;

/** Prepares functions for the programming model v4. */
export type Adapt = <T>(
  functions: Adaptable<T, HttpFunction, "@onefn/azure">,
  options?: AdaptOptions,
) => AzureHandler;

/** Binds functions to a codec, in an environment: the process's own, or one that is played. */
export function bindTo(codec: AnyHttpCodec, environment: () => Environment): Adapt {
  return (functions, options = {}) => {
    const handle = createAdapter("onefn/azure", azure, [httpPipeline([codec])], functions, options);
    return (request, context) => {
      watchRejections();
      return promised(handle, request, { context, env: environment() }) as Promise<AzureResult>;
    };
  };
}
