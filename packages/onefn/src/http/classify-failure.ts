import type { LogLevel } from "../context/log.js";
import { isOnefnError } from "../errors.js";
import { type Failure, failureOf } from "../failure.js";

/** A failure and its severity. */
interface ClassifiedFailure extends Failure {
  readonly level: LogLevel;
}

const CLIENT_GONE: ClassifiedFailure = {
  level: "info",
  code: "ONEFN_CLIENT_GONE",
  reason: "the client has gone",
};

/**
 * What to log about a failed handler or body. If the client has gone, ending with an AbortError is not a failure of
 * the function: with the signal's own, or with one that a platform or library made from it. If the signal's reason is
 * a onefn error, the server is stopping, which is not a failure either.
 */
export function classifyFailure(error: unknown, failure: Failure, signal: AbortSignal): ClassifiedFailure {
  try {
    const { reason } = signal;
    const stops = isOnefnError(reason);
    const told = [error, (error as Error).cause];
    if ((stops || isAbort(reason)) && told.some((each) => each === reason || isAbort(each))) {
      return stops ? { level: "info", ...failureOf(reason, failure) } : CLIENT_GONE;
    }
  } catch {
    // A missing error, or one whose members throw, is not an AbortError.
  }
  return { level: "error", ...failureOf(error, failure) };
}

function isAbort(error: unknown): boolean {
  return (error as Error).name === "AbortError";
}
