import type { CallWire } from "./call-wire.js";
import type { RewriteRequest } from "./record-wire.js";
import type { ReplaceEvent } from "./wire.js";

/** One way in which a provider calls tasks. */
export interface TaskWire extends CallWire<"task", unknown, TaskReply, TaskCaller> {
  /** Its calls arrive as requests that anyone on the network could send. A caller can rewrite them. */
  readonly requests?: true;
}

/**
 * What a caller gets: the output, or the error as the wire carries it. On a wire that answers before the task begins
 * (`answers` is a gap), only that the call was accepted.
 */
export type TaskReply =
  | { readonly output: unknown; readonly error?: undefined; readonly accepted?: undefined }
  | { readonly output?: undefined; readonly error: TaskReplyError; readonly accepted?: undefined }
  | { readonly output?: undefined; readonly error?: undefined; readonly accepted: true };

/** An error as a workflow engine sees it. */
export interface TaskReplyError {
  /** What the engine can catch it by. */
  readonly name: string | undefined;
  readonly message: string | undefined;
  readonly data?: unknown;
  /** The status, if the wire is http. */
  readonly status?: number;
  /** Everything that was answered, as text. */
  readonly text: string;
}

/** The caller of a task. */
export interface TaskCaller {
  /** The name of the task, if the wire has a place for it. Default: none, as for a deployable with one task. */
  readonly name?: string | undefined;
  /** Aborted when the caller goes. */
  readonly signal?: AbortSignal | undefined;
  /** Replaces the native event. */
  readonly replaceEvent?: ReplaceEvent | undefined;
  /** Changes the request, on a wire with `requests`. */
  readonly rewrite?: RewriteRequest | undefined;
}
