import type { HttpFunction } from "onefn";
import {
  type Adaptable,
  type AdaptOptions,
  type AnyFunction,
  createAdapter,
  type Pipeline,
  type Provider,
} from "onefn/provider";
import { type Adapted, createAdapted } from "./adapted.js";
import type { ServerOptions } from "./options.js";
import type { Work } from "./work.js";

/** `adapt` over what one entry carries. */
export type Adapt<F extends AnyFunction = HttpFunction, Options extends AdaptOptions = ServerOptions> = <T>(
  functions: Adaptable<T, F, "@onefn/server">,
  options?: Options,
) => Adapted;

/** Makes the `adapt` of an entry. */
export function createAdapt<F extends AnyFunction, Options extends AdaptOptions>(
  provider: Provider<Work | undefined>,
  ...pipelines: readonly Pipeline[]
): Adapt<F, Options> {
  return (functions, options = {} as Options) =>
    createAdapted(createAdapter("onefn/server", provider, pipelines, functions, options));
}
