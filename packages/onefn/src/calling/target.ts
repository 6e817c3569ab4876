import type { Context } from "../context/context.js";
import type { MaybePromise } from "../kinds/function.js";
import type { Schema } from "../schema.js";

/** Where a task runs, and how it is reached there. */
export interface CallTarget {
  /**
   * Sends a call, and returns the output as JSON has it. Rejects with a `TaskError` for a failure that has a name, and
   * with an OnefnError for any other.
   */
  send(call: OutgoingCall): Promise<unknown>;
}

/** A call on its way. */
export interface OutgoingCall {
  /** The task. A target in another place needs only its name. */
  readonly task: CalledTask;
  /** What errors call it, such as `the task "charge"`. */
  readonly title: string;
  /** The input as JSON. */
  readonly body: string;
  /** Aborted when the caller stops waiting. */
  readonly signal: AbortSignal | undefined;
}

/** A task, as far as its callers know it. */
export interface CalledTask {
  readonly kind: "task";
  readonly name: string | undefined;
  readonly input: Schema | undefined;
  readonly output: Schema | undefined;
  readonly handler: (input: never, context: Context) => MaybePromise<unknown>;
}
