import { type FunctionRecord, isOnefnFunction, type MessageFunction } from "onefn";
import { checkOption } from "onefn/provider";
import type { AzureOptions } from "../options.js";

/** What a binding is connected to. */
interface Connected {
  /** For the text of errors, such as `[onefn/azure] kafka`. */
  readonly at: string;
  /** The option that names the place, such as `topic`. */
  readonly option: string;
  /** What it says. */
  readonly place: string | undefined;
}

/**
 * The place that functions are registered for, and the options that they are adapted with.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if neither the option nor `from` of a single function names a place.
 */
export function placed(
  { at, option, place }: Connected,
  functions: MessageFunction | FunctionRecord<MessageFunction>,
  options: AzureOptions,
): { readonly place: string; readonly batch: boolean; readonly options: AzureOptions } {
  const fn = isOnefnFunction(functions) ? (functions as MessageFunction) : undefined;
  const from = fn?.trigger?.from;
  const name = place ?? from;
  checkOption(name, at, option, "a name, since no `from` of one function names it");
  // The function was given the place by its own name: nothing is left to be looked up.
  const names = options.names ?? (place && from ? () => from : undefined);
  return { place: name, batch: fn?.batch ?? false, options: { ...options, names } };
}
