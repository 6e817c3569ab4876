import type { AdaptOptions } from "../adapter/options.js";
import type { Context } from "../context/context.js";
import type { AnyFunction } from "../kinds/function.js";
import type { Kind } from "../provider/provider.js";
import type { CallOutcome } from "./outcome.js";

/** A kind that is called and answers, as data: how a call finds its function, and how that is run. */
export interface CallKind<Fn extends AnyFunction> {
  readonly kind: Kind;
  /**
   * Prepares the choice of a function, at start.
   *
   * @throws OnefnError ONEFN_DUPLICATE_TRIGGER if two functions cannot be told apart.
   */
  choose(functions: readonly Fn[], options: AdaptOptions): Choice<Fn>;
  /** Checks the input, runs the handler, and checks its output. Does not reject. */
  run(fn: Fn, input: unknown, context: Context): Promise<CallOutcome>;
}

/** How calls find their function. */
export interface Choice<Fn extends AnyFunction> {
  /** The function, if there is only one. */
  readonly only: Fn | undefined;
  /** The function of a name, which the option `names` may map. */
  named(name: string): Fn | undefined;
  /**
   * The function that an input names. Absent: the name of the deployed function decides.
   *
   * @throws OnefnError ONEFN_NO_FUNCTION if there is none.
   */
  of?(input: unknown): Fn;
  /** All of them, for errors. */
  readonly names: string;
}
