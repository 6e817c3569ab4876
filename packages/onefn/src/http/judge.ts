import type { LogLevel } from "../context/log.js";
import { type Failure, failureOf } from "../failure.js";

/** A failure, and how grave it is. */
interface Judged extends Failure {
  readonly level: LogLevel;
}

/** What a server says by its signal when it stops. */
const STOPPING: Judged = { level: "info", code: "ONEFN_STOPPING", reason: "the server stops" };

const CLIENT_GONE: Judged = { level: "info", code: "ONEFN_CLIENT_GONE", reason: "the client has gone" };

/**
 * What a log line says of a failed handler or body. What ends because its client has gone is no failure of the
 * function, and ends by an AbortError: by the signal's own, or by one that a platform or a library made of it.
 */
export function judge(error: unknown, failure: Failure, signal: AbortSignal): Judged {
  try {
    const { aborted, reason } = signal;
    const known = !aborted
      ? undefined
      : isAbort(reason)
        ? CLIENT_GONE
        : isStop(reason)
          ? STOPPING
          : undefined;
    const { cause } = error as Error;
    if (known && (isAbort(error) || isAbort(cause) || error === reason || cause === reason)) return known;
  } catch {
    // Neither an absent error nor one whose members throw is an AbortError.
  }
  return { level: "error", ...failureOf(error, failure) };
}

function isStop(reason: unknown): boolean {
  return (reason as { readonly code?: unknown }).code === STOPPING.code;
}

function isAbort(error: unknown): boolean {
  return (error as Error | undefined)?.name === "AbortError";
}
