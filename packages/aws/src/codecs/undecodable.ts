import { OnefnError } from "onefn/provider";

/** The error for a record that lacks what its source always sends. @param what such as `the record has no body`. */
export function undecodable(what: string): OnefnError {
  return new OnefnError("ONEFN_MESSAGE_UNDECODABLE", `${what}. Check what sends it to the function.`);
}
