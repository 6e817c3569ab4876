import { strictJson } from "../calls/json.js";
import { type ContextInit, createContext } from "../context/create.js";
import { outputUnwritable, type TaskFunction, taskKind } from "../kinds/task.js";
import { callFailure, namedFailure } from "./failure.js";
import type { CallTarget } from "./target.js";

/**
 * Runs tasks in this process, for scripts and tests. Schemas run, and input and output are copied through JSON, as on a
 * provider. An error that nobody expected is the cause of the one that the caller gets.
 *
 * @param init members of the context that the handler gets.
 */
export function inProcess(init: ContextInit = {}): CallTarget {
  return {
    async send({ task, title, body, signal }) {
      const own = { functionName: task.name, ...init, ...(signal && { signal }) };
      const context = createContext({ ...own, params: undefined });
      const { output, failure } = await taskKind.run(task as TaskFunction, JSON.parse(body), context);
      const { name, message, data, error: cause } = failure ?? {};
      if (failure) {
        const named =
          name === undefined ? undefined : namedFailure({ name, message: `${message}`, data, cause }, title);
        throw named ?? callFailure("ONEFN_CALL_FAILED", title, "failed", cause);
      }
      return JSON.parse(written(output, title));
    },
  };
}

function written(output: unknown, title: string): string {
  try {
    return strictJson(output);
  } catch (error) {
    throw outputUnwritable(error as Error, `the output of ${title}`).error;
  }
}
