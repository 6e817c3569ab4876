import type { LogLevel } from "../context/log.js";
import { isOnefnError } from "../errors.js";
import { type Failure, failureOf } from "../failure.js";

/** A failure, and how grave it is. */
interface Judged extends Failure {
  readonly level: LogLevel;
}

const CLIENT_GONE: Judged = { level: "info", code: "ONEFN_CLIENT_GONE", reason: "the client has gone" };

/**
 * What a log line says of a failed handler or body. What ends because its client has gone is no failure of the
 * function, and ends by an AbortError: by the signal's own, or by one that a platform or a library made of it. Where the
 * reason of the signal is an error of ours, the server stops, which is no failure either.
 */
export function judge(error: unknown, failure: Failure, signal: AbortSignal): Judged {
  try {
    const { reason } = signal;
    const stops = isOnefnError(reason);
    const told = [error, (error as Error).cause];
    if ((stops || isAbort(reason)) && told.some((each) => each === reason || isAbort(each))) {
      return stops ? { level: "info", ...failureOf(reason, failure) } : CLIENT_GONE;
    }
  } catch {
    // Neither an absent error nor one whose members throw is an AbortError.
  }
  return { level: "error", ...failureOf(error, failure) };
}

function isAbort(error: unknown): boolean {
  return (error as Error).name === "AbortError";
}
