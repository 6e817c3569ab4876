import type { AnyFunction, FunctionRecord } from "onefn";
import { listFunctions } from "onefn/provider";
import type { CallDeployment, TaskCaller, TaskReply } from "onefn/simulator";
import { type Answer, failureIn } from "./answer.js";

/** The input of a task. `to` is the name of the task. Default: that of the only one. */
export interface TaskCall {
  readonly input: unknown;
  readonly to?: string | undefined;
}

/** Calls a task and splits its reply into parts. */
export async function taskAnswer(
  wire: string,
  deployment: CallDeployment<unknown, TaskReply, TaskCaller>,
  { input: sent, to }: TaskCall,
  functions: AnyFunction | FunctionRecord,
): Promise<Answer> {
  const before = deployment.lines.length;
  const [fn] = listFunctions("onefn/contract", functions);
  const input = `${to ?? fn?.name ?? "a task"}: ${JSON.stringify(sent)}`;
  const parts = await partsOf(() => deployment.send(sent, { name: to }));
  const log = "output" in parts ? undefined : failureIn(deployment.lines.slice(before));
  return { wire, input, parts, log };
}

async function partsOf(call: () => Promise<TaskReply>): Promise<Readonly<Record<string, string>>> {
  try {
    const { output, error } = await call();
    return error ? { error: error.name ?? "not expected" } : { output: JSON.stringify(output) };
  } catch (error) {
    return { error: String(error) };
  }
}
