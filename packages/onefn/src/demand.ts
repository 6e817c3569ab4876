import { OnefnError } from "./errors.js";

/**
 * Refuses at start what somebody cannot have meant: at a call it would be a riddle, or work otherwise without a word.
 *
 * @param place such as `[onefn/aws] adapt`.
 * @param what the option.
 * @param be what it has to be.
 * @throws OnefnError ONEFN_INVALID_OPTION
 */
export function demand(met: boolean, place: string, what: string, be: string): void {
  if (!met) throw new OnefnError("ONEFN_INVALID_OPTION", `${place}: ${what} has to be ${be}.`);
}
