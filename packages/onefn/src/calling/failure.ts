import { type ErrorCode, OnefnError } from "../errors.js";
import { isTaskErrorName, TaskError } from "../task-error.js";

/** What a target was told of a failed task. */
export interface ToldFailure {
  readonly name: string;
  readonly message: string;
  readonly data?: unknown;
  readonly cause?: unknown;
}

/**
 * The error of a task that failed by a name: a `TaskError`, or an OnefnError if the name is a code of onefn's. A task that
 * lets one of these pass must not tell its own caller that its own input is wrong. Undefined for what is no such name, as
 * that of an error that nobody throws on purpose: one of the language's, of Lambda's, or the type of a thrown value.
 */
export function namedFailure({ name, message, data, cause }: ToldFailure, title: string): Error | undefined {
  if (/^ONEFN_\w{1,122}$/.test(name))
    return new OnefnError(name, `[onefn] call: ${title} failed: ${message}`, { cause });
  return isTaskErrorName(name) ? new TaskError(name, message, { data, cause }) : undefined;
}

/** Why a call has no output, and what to do. Nothing that came from the network is in it. */
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
