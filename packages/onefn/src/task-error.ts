import { hasBrand } from "./brand.js";

const TASK_ERROR = /* @__PURE__ */ Symbol.for("onefn.TaskError");

/** What a {@link TaskError} can carry. */
export interface TaskErrorOptions {
  /** What caused it, for the log only. */
  readonly cause?: unknown;
  /** More about it for the caller: what JSON can write. It reaches the caller where the wire has a place for it. */
  readonly data?: unknown;
}

/**
 * A failure of a task that its caller knows by name: `throw new TaskError("CardDeclined", "The card was declined.")`. The
 * name is what a workflow engine catches. Name, message and `data` reach the caller, so put no secrets in them.
 *
 * @param name letters, digits, `.`, `_` and `-`, at most 128 of them. Names of errors of platforms, onefn and JavaScript
 * are not allowed, such as `States.Timeout`, `Lambda.ServiceException` and `TypeError`, because a caller could not tell
 * them apart.
 * @throws RangeError for any other name.
 */
export class TaskError extends Error {
  override readonly name: string;
  readonly data: unknown;
  declare readonly [TASK_ERROR]: true;

  constructor(name: string, message: string, options: TaskErrorOptions = {}) {
    if (!isTaskErrorName(name)) {
      throw new RangeError(
        "[onefn] TaskError: a name must have 1 to 128 letters, digits, dots, underscores or hyphens, and must not look " +
          "like that of another error: States.Timeout, Lambda.ServiceException, ONEFN_DEADLINE, TypeError.",
      );
    }
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = name;
    this.data = options.data;
    // Not a field with a computed name: see HttpError.
    this[TASK_ERROR] = true;
  }
}

/** Whether a thrown value is a {@link TaskError}, even one from another copy of this package. */
export function isTaskError(error: unknown): error is TaskError {
  return hasBrand(error, TASK_ERROR);
}

/** Whether a name is allowed for a {@link TaskError}. */
export function isTaskErrorName(name: string): boolean {
  return (
    /^[\w.-]{1,128}$/.test(name) && !/^ONEFN_/.test(name) && !OF_ENGINES.test(name) && !isLanguageName(name)
  );
}

/**
 * The names that Step Functions and Lambda keep for their own errors. Retriers repeat some of these.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
const OF_ENGINES = /^(?:States|Lambda|Runtime|Sandbox|Extension|Function)\./;

/** Whether a name is of an error that nobody throws on purpose: one of the language's, or the type of a thrown value. */
function isLanguageName(name: string): boolean {
  return (
    /^(?:Aggregate|Eval|Range|Reference|Syntax|Type|URI|Abort|Timeout)?Error$/.test(name) ||
    /^(?:string|number|bigint|boolean|symbol|undefined|object|function)$/.test(name)
  );
}
