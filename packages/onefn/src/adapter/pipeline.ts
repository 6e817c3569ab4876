import type { AnyFunction } from "../kinds/function.js";
import type { Kind, Provider } from "../provider/provider.js";
import type { AdaptOptions } from "./options.js";

/** What the adapter needs to know of a codec to select it. */
export interface AnyCodec {
  readonly trigger: string;
  /** Of a codec that carries one input. */
  readonly kind?: Kind;
  /** Of a codec that delivers records: what they can be. */
  readonly readings?: readonly { readonly kind: Kind }[];
  /** Whether it is asked only if a function takes its kind. */
  readonly shapeless?: boolean;
  matches(native: unknown, nativeContext: never): boolean;
}

/**
 * How inputs of one shape are run: calls of one kind, or records of several. It has its kinds and codecs, and one path
 * for all of them, so that a bundle carries the kinds that it imports and shared code never branches on a kind.
 */
export interface Pipeline {
  readonly kinds: readonly Kind[];
  readonly codecs: readonly AnyCodec[];
  /**
   * Prepares the functions of these kinds for each codec, in the order of `codecs`; undefined for a codec whose inputs
   * none of them takes. Errors of their definition are thrown here, at start.
   *
   * @param functions of these kinds alone, and at least one.
   */
  bind(
    functions: readonly AnyFunction[],
    provider: Provider,
    options: AdaptOptions,
  ): readonly (Run | undefined)[];
}

/** Runs one native event through a codec to its native result. */
export type Run = (native: unknown, nativeContext: unknown) => unknown;
