import { type ChangeFunction, type FunctionRecord, isOnefnFunction } from "onefn";
import { checkOption } from "onefn/provider";
import type { AzureOptions } from "../options.js";

/** What a binding of changes is connected to, as its options say. */
interface Connected {
  /** For the text of errors, such as `[onefn/azure] cosmos`. */
  readonly at: string;
  /** The option that names the place, such as `container`. */
  readonly option: string;
  readonly place: string | undefined;
  /** The names of an item's key. */
  readonly key: readonly string[] | undefined;
}

/**
 * The table or container that functions are registered for, and the options that they are adapted with.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if neither the option nor `table` of a single function names it.
 */
export function tabled(
  { at, option, place, key }: Connected,
  functions: ChangeFunction | FunctionRecord<ChangeFunction>,
  options: AzureOptions,
): { readonly place: string; readonly options: AzureOptions } {
  const table = isOnefnFunction(functions) ? (functions as ChangeFunction).trigger.table : undefined;
  const name = place ?? table;
  checkOption(name, at, option, "a name, since no `table` of one function names it");
  // The function was given the place by its own name: nothing is left to be looked up.
  const names = options.names ?? (place && table ? () => table : undefined);
  return { place: name, options: { ...options, names, ...(key && { key }) } };
}
