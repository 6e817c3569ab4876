import { HttpError, OnefnError } from "../errors.js";

/**
 * What to throw where an event of a known wire cannot be read: the client is answered a plain 400, and the log has the
 * code ONEFN_MALFORMED_EVENT.
 *
 * @param place the package, such as `onefn/aws`.
 * @param what a sentence, without anything of the event's own.
 * @param code of the log line, where it is another.
 */
export function malformedEvent(place: string, what: string, code = "ONEFN_MALFORMED_EVENT"): HttpError {
  return new HttpError(400, "Bad Request", {
    cause: new OnefnError(code, `[${place}] ${what} Check what calls the function.`),
  });
}
