import type { Invocation } from "../adapter/invocation.js";
import type { HttpContext } from "../context/context.js";
import { isHttpError, isOnefnError, OnefnError } from "../errors.js";
import { isBrokenBody } from "../fetch/broken-body.js";
import type { HttpFunction } from "../kinds/http.js";
import { classifyFailure } from "./classify-failure.js";
import { errorResponse, malformedEvent, plainResponse } from "./error-response.js";
import { type Sink, send } from "./send.js";

/** Calls the handler and sends the result: a Response, whatever was thrown or returned. */
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

/** Separate from {@link answer}, so that a synchronous Response costs no closure. */
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

/**
 * A duck test: it accepts every Fetch implementation and touches no global class (which would load it).
 * `Response.error()` has status 0. It stands for a network error and cannot be sent.
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
    ? // Without the parser's error: its message may quote the body.
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
    return errorResponse(undefined);
  }
}

/** Client errors that the handler throws on purpose are not failures of the function. */
function logFailure(error: unknown, context: HttpContext): void {
  if (isHttpError(error) && error.status < 500) {
    const { cause, message } = error;
    if (isOnefnError(cause)) context.log.warn(cause.message, { code: cause.code, error });
    else if (cause !== undefined) context.log.warn(message, { error });
    return;
  }
  const failure = { code: "ONEFN_HANDLER_FAILED", reason: `the handler threw ${describe(error)}` };
  const { level, code, reason } = classifyFailure(error, failure, context.signal);
  context.log[level](`[onefn] ${context.functionName}: ${reason}`, { code, error });
}

/** The log line begins with the function's name. */
function noResponse(value: unknown, place = "the handler"): OnefnError {
  return new OnefnError(
    "ONEFN_NO_RESPONSE",
    `${place} returned ${describe(value)}. Return a Response, such as json(...) or empty().`,
  );
}

/** The type of a value, never its content, which may be secret. */
function describe(value: unknown): string {
  if (value === null) return "null";
  if (value === undefined) return "nothing";
  return typeof value === "object" ? "an object that is not a valid Response" : `a ${typeof value}`;
}
