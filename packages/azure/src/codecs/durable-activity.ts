import {
  type CallFailure,
  type CallOutcome,
  type CallsCodec,
  logCallFailure,
  outputInvalid,
  strictJson,
} from "onefn/provider";
import type { Invocation } from "../native.js";
import { invocationContext } from "./invocation-context.js";
import { isTriggeredBy } from "./triggered.js";

/**
 * Activities of Durable Functions. The library has parsed the input; none is null.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/durable/durable-functions-bindings#activity-trigger
 */
export const durableActivity: CallsCodec<unknown, unknown, Invocation> = {
  kind: "task",
  trigger: "durable-activity",
  matches: (_, { context }) => isTriggeredBy("activityTrigger", context),
  inputs: (native) => [{ input: native ?? null }],
  encode([outcome], call) {
    const { output, failure = lost(output) } = outcome as CallOutcome;
    if (!failure) return output ?? null;
    logCallFailure(failure, call);
    throw thrownBy(failure);
  },
  context: invocationContext,
};

/** The failure of an output that JSON lacks, such as bytes: the library would write it otherwise. */
function lost(output: unknown): CallFailure | undefined {
  try {
    strictJson(output);
  } catch (error) {
    return outputInvalid(`the output cannot be JSON: ${(error as Error).message}`);
  }
}

/**
 * What the orchestrator learns of. The worker sends the message and the stack of an error, and not its name, so the
 * message begins with it. Whoever may read the orchestration's status reads both, so there is no stack, and nothing of what
 * nobody expected.
 * @see https://github.com/Azure/azure-functions-durable-js/issues/18
 */
function thrownBy({ name, message }: CallFailure): Error {
  const error = new Error(
    name === undefined ? "The task failed. The log of the activity says why." : `${name}: ${message}`,
  );
  error.stack = error.message;
  return name === undefined ? error : Object.assign(error, { name });
}
