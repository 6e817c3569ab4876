import { takeBody } from "#fetch";
import type { Invocation } from "../adapter/invocation.js";
import type { Failure } from "../failure.js";
import { markAsHead } from "../fetch/leaving-headers.js";
import type { Call } from "../provider/codec.js";
import { classifyFailure } from "./classify-failure.js";
import { copyResponse, withoutDecodedEncoding } from "./copy-response.js";
import { errorResponse } from "./error-response.js";

/** Where a response goes: a native result, which the codec makes, or the head and body of a stream. */
export interface Sink<Result> {
  /** The request's method. Absent: the platform itself leaves out the body of a response to HEAD. */
  method?(native: never): string;
  encode(response: Response, call: Call<never, never>): Result | Promise<Result>;
  /**
   * Ends a response that failed after its head was sent, and returns true. Whatever it throws reaches the provider.
   * False if nothing was sent, so that a plain error response can be. Absent: nothing is sent before `encode` is
   * done.
   */
  abort?(error: unknown, native: never): boolean;
}

/**
 * Passes a Response to its sink, and ends the invocation once all of its work is done. Does not throw. The sink gets
 * a Response that is right for the wire: no body for HEAD and for statuses without one, no encoding that fetch has
 * decoded, and a plain error response in place of a Response that cannot be sent.
 */
export function send<Result>(
  response: Response,
  invocation: Invocation,
  sink: Sink<Result>,
): Result | Promise<Result> {
  try {
    const result = encode(response, invocation, sink);
    if (!(result instanceof Promise) && !invocation.pending) {
      invocation.end();
      return result;
    }
    return sendLater(result, invocation, sink, BODY_FAILED);
  } catch (error) {
    return sendLater(Promise.reject(error), invocation, sink, HEAD_INVALID);
  }
}

/** An invalid head fails at once; a later failure is the body's, while it is read. */
const HEAD_INVALID = { code: "ONEFN_RESPONSE_INVALID", reason: "the response could not be sent" };
export const BODY_FAILED = {
  code: "ONEFN_STREAM_FAILED",
  reason: "the response's body failed while it was read",
};

async function sendLater<Result>(
  result: Result | Promise<Result>,
  invocation: Invocation,
  sink: Sink<Result>,
  failure: Failure,
): Promise<Result> {
  try {
    return await result;
  } catch (error) {
    const { level, code, reason } = classifyFailure(error, failure, invocation.signal);
    invocation.log(level, reason, { code, error });
    if (sink.abort?.(error, invocation.native as never)) return undefined as Result;
    return await encode(errorResponse(error), invocation, sink);
  } finally {
    if (invocation.pending) await invocation.settlePending();
    invocation.end();
  }
}

function encode<Result>(
  response: Response,
  invocation: Invocation,
  sink: Sink<Result>,
): Result | Promise<Result> {
  const native = invocation.native as never;
  const method = sink.method?.(native);
  const sent = withoutDecodedEncoding(response);
  return sink.encode(method && isBodiless(sent, method) ? headOf(sent) : sent, invocation as never);
}

/** Whether the body must be left out. With such a status the runtime's own Response has none; a ponyfill's may. */
function isBodiless(response: Response, method: string): boolean {
  const { status } = response;
  return (
    method === "HEAD" || ((status === 204 || status === 205 || status === 304) && response.body !== null)
  );
}

/** The head of a response, with the length of its body. A stream is cancelled. */
function headOf(response: Response): Response {
  const body = takeBody(response);
  const isStream = body !== null && typeof body === "object" && "cancel" in body;
  if (isStream) body.cancel().catch(() => {});
  const size = !isStream && body && new Blob([body as string]).size;
  return markAsHead(copyResponse(response, null, size || undefined));
}
