import { createResponse } from "#fetch";
import { outputUnwritable } from "../kinds/task.js";
import { strictJson } from "./json.js";
import type { CallFailure } from "./outcome.js";
import { logCallFailure } from "./pipeline.js";
import type { AnswerCall } from "./requests.js";

/**
 * For wires whose callers were answered before the task began: whatever a caller would read is in the log. The status is
 * 204 if the call is done with, and 500 or more if another try may succeed.
 */
export const answerNobody: AnswerCall = ({ output, failure = lostIn(output) }, call) => {
  if (!failure) return createResponse(null, { status: 204 });
  const { fault, name, message, data, error } = failure;
  // Elsewhere a failure on purpose is for the caller.
  if (fault === "task") call.log("error", `[onefn] ${name}: ${message}`, { data, error });
  else logCallFailure(failure, call);
  if (fault === "deadline") return createResponse(null, { status: 504 });
  return createResponse(null, { status: fault === "unexpected" ? 500 : 204 });
};

/** Nobody reads the output, but a task passes the same checks wherever it is called. */
function lostIn(output: unknown): CallFailure | undefined {
  try {
    strictJson(output);
  } catch (error) {
    return outputUnwritable(error as Error);
  }
  return undefined;
}
