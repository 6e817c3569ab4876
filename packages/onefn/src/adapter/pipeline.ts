import type { AnyFunction } from "../functions/function.js";
import type { Kind, Provider } from "../provider/provider.js";
import type { AdaptOptions } from "./options.js";

/** A codec as the selection of one sees it. */
export interface AnyCodec {
  readonly trigger: string;
  matches(native: unknown): boolean;
}

/**
 * How inputs of one kind are run: its codecs, and one path for all of them. Each kind brings its own, so that a
 * bundle carries the kinds that it imports and shared code never branches on a kind.
 */
export interface Pipeline {
  readonly kind: Kind;
  readonly codecs: readonly AnyCodec[];
  /**
   * Prepares the functions of this kind for each codec, in the order of `codecs`. Errors of their definition are
   * thrown here, at start.
   */
  bind(functions: readonly AnyFunction[], provider: Provider, options: AdaptOptions): readonly Run[];
}

/** Runs one native event through a codec to its native result. */
export type Run = (native: unknown, nativeContext: unknown) => unknown;
