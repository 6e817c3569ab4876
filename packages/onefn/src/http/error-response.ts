import { createResponse } from "#fetch";
import { HttpError, isHttpError, OnefnError } from "../errors.js";

const INTERNAL = { status: 500, message: "Internal Server Error", headers: undefined };

/** @throws TypeError for an HttpError with headers that HTTP does not allow. */
export function plainResponse(error: unknown): Response {
  const { status, message, headers } = isHttpError(error) ? error : INTERNAL;
  return createResponse(message, headers ? { status, headers } : { status }, "text/plain;charset=UTF-8");
}

/** The Response for an error that no `onError` handles: HttpError's own text, else a plain 500. Does not throw. */
export function errorResponse(error: unknown): Response {
  try {
    return plainResponse(error);
  } catch {
    return plainResponse(INTERNAL);
  }
}

/**
 * The error to throw if an event of a known wire cannot be read: the client gets a plain 400, and the log has the
 * code ONEFN_MALFORMED_EVENT.
 *
 * @param place the package, such as `onefn/aws`.
 * @param what a sentence that contains nothing from the event.
 * @param code the code of the log line. Default: ONEFN_MALFORMED_EVENT.
 */
export function malformedEvent(place: string, what: string, code = "ONEFN_MALFORMED_EVENT"): HttpError {
  return new HttpError(400, "Bad Request", {
    cause: new OnefnError(code, `[${place}] ${what} Check what calls the function.`),
  });
}

/** The client's error for a body over `bodyLimit`. */
export function tooLarge(): HttpError {
  return new HttpError(413, "Content Too Large");
}

/** The client's error for a request that no function takes. @param allow the methods of functions with its path. */
export function notRouted(allow: readonly string[]): HttpError {
  if (allow.length === 0) return new HttpError(404, "Not Found");
  const methods = [...new Set(allow.includes("GET") ? [...allow, "HEAD"] : allow)];
  return new HttpError(405, "Method Not Allowed", { headers: { allow: methods.join(", ") } });
}
