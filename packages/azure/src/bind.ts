import type { AnyFunction, HttpFunction, IdentityFunction, TaskFunction } from "onefn";
import { type Adaptable, createAdapter, type Pipeline, promised } from "onefn/provider";
import type { AzureContext, AzureRequest, AzureResult, Environment } from "./native.js";
import type { AzureOptions } from "./options.js";
import { azure } from "./provider.js";
import { watchRejections } from "./rejections.js";

/**
 * What Azure Functions calls with a request.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-reference-node#http-trigger
 */
export type AzureHandler = (request: AzureRequest, context: AzureContext) => Promise<AzureResult>;

/**
 * What Azure Functions calls with messages. It rejects if they have to be delivered again.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-service-bus-trigger
 */
export type AzureMessageHandler = (messages: unknown, context: AzureContext) => Promise<void>;

/**
 * What Azure Functions calls with the input of an activity. It resolves to the output.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/durable/durable-functions-bindings#activity-trigger
 */
export type AzureTaskHandler = (input: unknown, context: AzureContext) => Promise<unknown>;

/** Functions that are called by requests. */
type Requested = HttpFunction | IdentityFunction;

/** The handler of functions of the kinds `F`: it fits the triggers of these kinds alone. */
type HandlerOf<F extends AnyFunction> = ([Extract<F, Requested>] extends [never] ? unknown : AzureHandler) &
  ([Extract<F, TaskFunction>] extends [never] ? unknown : AzureTaskHandler) &
  ([Exclude<F, Requested | TaskFunction>] extends [never] ? unknown : AzureMessageHandler);

/** The functions in what `adapt` was given. */
type Given<T, F extends AnyFunction> = unknown extends T ? F : Extract<T | T[keyof T], F>;

/** Prepares functions of the kinds `F` for the programming model v4. */
export type Adapt<F extends AnyFunction = HttpFunction> = <T>(
  functions: Adaptable<T, F, "@onefn/azure">,
  options?: AzureOptions,
) => HandlerOf<Given<T, F>>;

/** Binds functions to the wires of an entry, in an environment: the process's own, or one that is played. */
export function bindTo<F extends AnyFunction>(
  environment: () => Environment,
  ...pipelines: readonly Pipeline[]
): Adapt<F> {
  return bindAs<F>(azure, environment, ...pipelines);
}

/** The same for an entry whose provider takes more options. */
export function bindAs<F extends AnyFunction>(
  provider: typeof azure,
  environment: () => Environment,
  ...pipelines: readonly Pipeline[]
): Adapt<F> {
  return (functions, options = {}) => {
    const handle = createAdapter("onefn/azure", provider, pipelines, functions, options);
    return ((input: unknown, context: AzureContext) => {
      watchRejections();
      return promised(handle, input, { context, env: environment() });
    }) as never;
  };
}
