import type { Context } from "../context/context.js";
import { isTaskError } from "../task-error.js";

/** The result of a call: an output, or a failure. */
export type CallOutcome =
  | { readonly output: unknown; readonly failure?: undefined }
  | { readonly output?: undefined; readonly failure: CallFailure };

/** Why a call failed. */
export interface CallFailure {
  /**
   * Who caused it. `caller`: the input is wrong. `task`: the handler threw a `TaskError`. `function`: the output is wrong.
   * `deadline`: the time was up. `unexpected`: the handler threw anything else.
   */
  readonly fault: "caller" | "task" | "function" | "deadline" | "unexpected";
  /** The name by which a caller can catch it. Undefined if the fault is `unexpected`. */
  readonly name: string | undefined;
  /** For the caller, unless the fault is `unexpected`: then it may contain secrets. */
  readonly message: string;
  /** More for the caller, by a `TaskError`. */
  readonly data?: unknown;
  /** What was thrown. */
  readonly error: unknown;
}

/** The failure of a handler that threw. */
export function failed(error: unknown, { signal }: Pick<Context, "signal">): CallFailure {
  if (isTaskError(error)) {
    const { name, message, data } = error;
    return { fault: "task", name, message, data, error };
  }
  return isTimeUp(error, signal) ? deadlineFailure(error) : unexpected(error);
}

/** The failure of a call whose time was up. */
export function deadlineFailure(error?: unknown): CallFailure {
  const message =
    "The function was not done when its time was up. Give the function more time, or less work.";
  return { fault: "deadline", name: "ONEFN_DEADLINE", message, error };
}

function unexpected(error: unknown): CallFailure {
  let message = "The function failed.";
  try {
    if (error instanceof Error) message = `${error.message}`;
  } catch {
    // Anything can be thrown, also an error whose members throw.
  }
  return { fault: "unexpected", name: undefined, message, error };
}

/** Whether a handler ended because the signal fired for the deadline. */
function isTimeUp(error: unknown, { aborted, reason }: AbortSignal): boolean {
  try {
    if (!aborted || (reason as Error).name !== "TimeoutError") return false;
    return error === reason || (error as Error).cause === reason;
  } catch {
    return false;
  }
}
