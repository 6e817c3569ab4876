import { hasBrand } from "../brand.js";
import type { Kind } from "../provider/provider.js";

/** The brand of functions, common to every copy of this package in a process. */
const FUNCTION = Symbol.for("onefn.function");

/**
 * What every definer returns: plain data that adapters and build tools read, and the handler.
 * `fn.handler(input, createContext())` is how a function is unit-tested.
 */
export interface AnyFunction {
  readonly kind: Kind;
  /** For logs and deployments; undefined when the definition gives none. */
  readonly name: string | undefined;
  /** The portable words that say what triggers it: `path`, `from`, ... */
  readonly trigger: object;
  readonly handler: (input: never, context: never) => unknown;
}

/** Several functions in one deployable, by name. */
export type FunctionRecord<F extends AnyFunction = AnyFunction> = Readonly<Record<string, F>>;

/**
 * Brands what a definer has made. No type tells of it: the declarations for ESM and those for CommonJS would each have
 * a symbol of their own, and what one half of a project has defined would not compile in the other.
 */
export function branded<F extends AnyFunction>(fn: F): F {
  return { [FUNCTION]: true, ...fn };
}

/** Whether a value is a onefn function, even one from another copy of this package. */
export function isOnefnFunction(value: unknown): value is AnyFunction {
  return hasBrand(value, FUNCTION);
}

/** A value, or a promise of it. */
export type MaybePromise<T> = T | PromiseLike<T>;
