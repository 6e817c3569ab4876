import {
  type Call,
  type CallFailure,
  type CallOutcome,
  type CallsCodec,
  inputInvalid,
  logCallFailure,
  outputInvalid,
  strictJson,
} from "onefn/provider";
import type { Invocation } from "../native.js";

/** A call of a method of an entrypoint. */
export interface RpcCall {
  /** The name of the method, which is the task's. */
  readonly task: string;
  readonly input: unknown;
}

/**
 * Calls of a Worker's entrypoint by another Worker's service binding. Such a call can carry what JSON cannot; a task
 * gets and gives JSON everywhere.
 * @see https://developers.cloudflare.com/workers/runtime-apis/rpc/
 */
export const rpc: CallsCodec<RpcCall, unknown, Invocation> = {
  kind: "task",
  trigger: "rpc",
  matches: (_, { handler }) => handler === "rpc",
  context: { functionName: ({ task }) => task },
  inputs({ input }, call) {
    const { output, failure } = asJson(input, inputInvalid, "input");
    if (failure) throw told(failure, call);
    return [{ input: output }];
  },
  encode([outcome], call) {
    const { output, failure } = outcome as CallOutcome;
    const answer = failure ? { failure } : asJson(output, outputInvalid, "output");
    if (answer.failure) throw told(answer.failure, call);
    return answer.output;
  },
};

function asJson(value: unknown, invalid: (what: string) => CallFailure, side: string): CallOutcome {
  try {
    return { output: JSON.parse(strictJson(value)) };
  } catch (error) {
    return { failure: invalid(`the ${side} cannot be JSON: ${(error as Error).message}`) };
  }
}

/**
 * What the caller gets of a failure. The runtime copies every member of an error, so this has no more than the caller may
 * read. A runtime of before April 2026 copies the message alone, with the name in front.
 * @see https://developers.cloudflare.com/workers/runtime-apis/rpc/error-handling/
 */
function told(failure: CallFailure, call: Call): Error {
  const { name, message, data } = failure;
  if (name === undefined) {
    logCallFailure(failure, call);
    return new Error("The task failed. Its log says why.");
  }
  const { output, failure: lost } = asJson(data, outputInvalid, "data of a TaskError");
  if (lost) return told(lost, call);
  logCallFailure(failure, call);
  return Object.assign(new Error(message), { name, ...(data !== undefined && { data: output }) });
}
