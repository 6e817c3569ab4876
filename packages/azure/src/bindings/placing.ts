import { type AnyFunction, type FunctionRecord, isOnefnFunction } from "onefn";
import { checkOption } from "onefn/provider";
import type { AzureOptions } from "../options.js";

/** What a binding knows of the place that it is connected to. */
interface Connected<F extends AnyFunction> {
  /** For the text of errors, such as `[onefn/azure] kafka`. */
  readonly at: string;
  /** The option that names the place, such as `topic`. */
  readonly option: string;
  /** The value of that option. */
  readonly place: string | undefined;
  /** The member of a function's trigger that names the place, such as `from`. */
  readonly claim: keyof F["trigger"] & string;
}

/** What functions are registered for, and adapted with. */
interface Placed<F> {
  readonly place: string;
  /** The function, if it is a single one. */
  readonly fn: F | undefined;
  readonly options: AzureOptions;
}

/**
 * Finds the place that functions are registered for: what the option says, else what a single function claims.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if neither names a place.
 */
export function placed<F extends AnyFunction>(
  { at, option, place, claim }: Connected<F>,
  functions: F | FunctionRecord<F>,
  options: AzureOptions,
): Placed<F> {
  const fn = isOnefnFunction(functions) ? (functions as F) : undefined;
  const claimed = (fn?.trigger as Readonly<Record<string, string | undefined>> | undefined)?.[claim];
  const own = place ?? claimed;
  checkOption(own, at, option, `given, unless a single function is registered that has a \`${claim}\``);
  // The host may know the place by another name than the function does: all that comes from it is the function's.
  const names = options.names ?? (place && claimed ? () => claimed : undefined);
  return { place: own, fn, options: { ...options, names } };
}
