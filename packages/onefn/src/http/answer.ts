import { createResponse } from "#fetch";
import type { Invocation } from "../adapter/invocation.js";
import type { HttpContext } from "../context/context.js";
import { HttpError, isHttpError, isOnefnError, OnefnError } from "../errors.js";
import { isBrokenBody } from "../fetch/broken-body.js";
import type { HttpFunction } from "../functions/http.js";
import { judge } from "./judge.js";
import { malformedEvent } from "./malformed-event.js";
import { type Sink, send } from "./send.js";

/** Calls the handler and sends what its promise or value becomes: a Response, whatever was thrown or returned. */
export function answer<Result>(
  fn: HttpFunction,
  request: Request,
  context: HttpContext,
  invocation: Invocation,
  sink: Sink<Result>,
): Result | Promise<Result> {
  let output: unknown;
  try {
    output = fn.handler(request, context as HttpContext<never>);
    if (!isResponse(output))
      return answerLater(Promise.resolve(output), fn, request, context, invocation, sink);
  } catch (error) {
    return answerLater(Promise.reject(error), fn, request, context, invocation, sink);
  }
  return send(output, invocation, sink);
}

/** Apart from {@link answer}, so that a Response that is there at once pays for no closure. */
function answerLater<Result>(
  output: Promise<unknown>,
  fn: HttpFunction,
  request: Request,
  context: HttpContext,
  invocation: Invocation,
  sink: Sink<Result>,
): Promise<Result> {
  const fail = async (error: unknown) =>
    send(await answerError(fn, error, request, context), invocation, sink);
  return output.then(
    (value) => (isResponse(value) ? send(value, invocation, sink) : fail(noResponse(value))),
    fail,
  );
}

/** The Response for an error that no `onError` sees: HttpError's own text, else a plain 500. Does not throw. */
export function errorResponse(error: unknown): Response {
  try {
    return plainResponse(error);
  } catch {
    return plainResponse(INTERNAL);
  }
}

/** @throws TypeError for an HttpError with headers that HTTP does not allow. */
function plainResponse(error: unknown): Response {
  const { status, message, headers } = isHttpError(error) ? error : INTERNAL;
  return createResponse(message, headers ? { status, headers } : { status }, "text/plain;charset=UTF-8");
}

const INTERNAL = { status: 500, message: "Internal Server Error", headers: undefined };

/**
 * A duck test: every Fetch implementation passes, and no global class is touched (which would load it).
 * `Response.error()` has status 0 and stands for a failed network: nobody can send it.
 */
function isResponse(value: unknown): value is Response {
  if (typeof value !== "object" || value === null) return false;
  try {
    const { status, arrayBuffer } = value as Response;
    return typeof status === "number" && status !== 0 && typeof arrayBuffer === "function";
  } catch {
    return false;
  }
}

async function answerError(
  fn: HttpFunction,
  thrown: unknown,
  request: Request,
  context: HttpContext,
): Promise<Response> {
  const error = isBrokenBody(thrown)
    ? // Without the parser's error, whose message may quote the body.
      malformedEvent("onefn", "The body cannot be parsed.", "ONEFN_BODY_BROKEN")
    : thrown;
  let own = error;
  try {
    const response: unknown = await fn.onError?.(error, request, context);
    if (isResponse(response)) return response;
    if (response !== undefined) logFailure(noResponse(response, "onError"), context);
  } catch (second) {
    if (isHttpError(second)) own = second;
    else logFailure(second, context);
  }
  logFailure(own, context);
  try {
    return plainResponse(own);
  } catch (invalid) {
    logFailure(invalid, context);
    return plainResponse(INTERNAL);
  }
}

/** Client errors that a handler meant are no failures of the function. */
function logFailure(error: unknown, context: HttpContext): void {
  if (isHttpError(error) && error.status < 500) {
    const { cause, message } = error;
    if (isOnefnError(cause)) context.log.warn(cause.message, { code: cause.code, error });
    else if (cause !== undefined) context.log.warn(message, { error });
    return;
  }
  const failure = { code: "ONEFN_HANDLER_FAILED", reason: `the handler threw ${describe(error)}` };
  const { level, code, reason } = judge(error, failure, context.signal);
  context.log[level](`[onefn] ${context.functionName}: ${reason}`, { code, error });
}

/** The log says in front of it which function it is. */
function noResponse(value: unknown, place = "the handler"): OnefnError {
  return new OnefnError(
    "ONEFN_NO_RESPONSE",
    `${place} returned ${describe(value)}. Return a Response, such as json(...) or empty().`,
  );
}

/** The type of a value and nothing of its content, which may be secret. */
function describe(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  return typeof value === "object" ? "an object that is no Response to send" : `a ${typeof value}`;
}

/** The answers that routing gives by itself. */
export function notRouted(allow: readonly string[]): HttpError {
  if (allow.length === 0) return new HttpError(404, "Not Found");
  const methods = [...new Set(allow.includes("GET") ? [...allow, "HEAD"] : allow)];
  return new HttpError(405, "Method Not Allowed", { headers: { allow: methods.join(", ") } });
}
