import { HttpError, OnefnError } from "../errors.js";

/**
 * What to throw where an event of a known wire cannot be read: the client is answered a plain 400, and the log has the
 * code ONEFN_MALFORMED_EVENT.
 *
 * @param place the package, such as `onefn/aws`.
 * @param what a sentence, without anything of the event's own.
 */
export function malformedEvent(place: string, what: string): HttpError {
  return new HttpError(400, "Bad Request", {
    cause: new OnefnError("ONEFN_MALFORMED_EVENT", `[${place}] ${what} Check what calls the function.`),
  });
}
