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
 * @param name letters, digits, `.`, `_` and `-`, at most 128 of them.
 * @throws RangeError for any other name.
 */
export class TaskError extends Error {
  override readonly name: string;
  readonly data: unknown;
  declare readonly [TASK_ERROR]: true;

  constructor(name: string, message: string, options: TaskErrorOptions = {}) {
    if (!/^[\w.-]{1,128}$/.test(name)) {
      throw new RangeError(
        "[onefn] TaskError: a name must have 1 to 128 letters, digits, dots, underscores or hyphens.",
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
