import { OnefnError } from "./errors.js";

/**
 * Refuses at start what somebody cannot have meant: at a call it would be a riddle, or work otherwise without a word.
 *
 * @param place such as `[onefn/aws] adapt`.
 * @param what the option.
 * @param be what it has to be.
 * @throws OnefnError ONEFN_INVALID_OPTION
 */
export function demand(met: unknown, place: string, what: string, be: string): asserts met {
  if (!met) throw invalidOption(`${place}: ${what} has to be ${be}.`);
}

/** What is thrown at start for an option that cannot be meant. */
export function invalidOption(message: string): OnefnError {
  return new OnefnError("ONEFN_INVALID_OPTION", message);
}
