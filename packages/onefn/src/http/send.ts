import type { Invocation } from "../adapter/invocation.js";
import type { Failure } from "../failure.js";
import type { Encoding } from "../provider/provider.js";
import { judge } from "./judge.js";
import { relayable } from "./relayable.js";

/** Where an answer goes: a native result, which is the codec's to make, or a stream's head and body. */
export interface Sink<Result> {
  encode(response: Response, native: never, encoding: Encoding): Result | Promise<Result>;
  /** Answers what `encode` has thrown, once it is logged. What this throws, the provider is told. */
  fail(error: unknown, native: never, encoding: Encoding): Result | Promise<Result>;
}

/** Hands a Response to its sink, and ends the invocation once nothing of it is left to do. Does not throw. */
export function send<Result>(
  response: Response,
  invocation: Invocation,
  sink: Sink<Result>,
): Result | Promise<Result> {
  try {
    const result = sink.encode(relayable(response), invocation.native as never, invocation);
    if (!(result instanceof Promise) && !invocation.pending) {
      invocation.end();
      return result;
    }
    return sendLater(result, invocation, sink, BODY_FAILED);
  } catch (error) {
    return sendLater(Promise.reject(error), invocation, sink, HEAD_INVALID);
  }
}

/** A head is refused at once; what fails later is the body, while it is read. */
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
    const { level, code, reason } = judge(error, failure, invocation.signal);
    invocation.log(level, reason, { code, error });
    return await sink.fail(error, invocation.native as never, invocation);
  } finally {
    if (invocation.pending) await invocation.settlePending();
    invocation.end();
  }
}
