import { type ErrorCode, OnefnError } from "../errors.js";
import { isTaskErrorName, TaskError } from "../task-error.js";

/** What a target learned about the failure of a task. */
export interface ToldFailure {
  readonly name: string;
  readonly message: string;
  readonly data?: unknown;
  readonly cause?: unknown;
}

/**
 * The error for a failure with a name: an OnefnError if the name is one of onefn's codes, otherwise a `TaskError`. Codes
 * do not become TaskErrors, because a task that calls another task and does not catch the error would blame its own caller
 * for a wrong input. Undefined if the name is of an error that nobody throws on purpose: `TypeError`, `Lambda.Unknown`, the
 * type of a thrown value.
 */
export function namedFailure({ name, message, data, cause }: ToldFailure, title: string): Error | undefined {
  if (/^ONEFN_\w{1,122}$/.test(name))
    return new OnefnError(name, `[onefn] call: ${title} failed: ${message}`, { cause });
  return isTaskErrorName(name) ? new TaskError(name, message, { data, cause }) : undefined;
}

/**
 * The error of a call without an output. Its text says what to do, and contains nothing from the network.
 *
 * @param what the rest of a sentence that begins with `title`.
 */
export function callFailure(
  code: keyof typeof WAYS_OUT,
  title: string,
  what: string,
  cause?: unknown,
): OnefnError {
  return new OnefnError(code, `[onefn] call: ${title} ${what}. ${WAYS_OUT[code]}`, { cause });
}

const WAYS_OUT = {
  ONEFN_CALL_FAILED: "The task's own log says why.",
  ONEFN_CALL_REFUSED: "It did not run. Give its caller the permission, or send what the target accepts.",
  ONEFN_TASK_NOT_FOUND: "It did not run. Check the target's name or address.",
  ONEFN_CALL_THROTTLED: "It did not run. Call it again later.",
  ONEFN_CALL_UNANSWERED: "It may have run. Call it again only if it tolerates that.",
} satisfies Partial<Record<ErrorCode, string>>;
