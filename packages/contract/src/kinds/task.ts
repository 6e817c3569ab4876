import type { TaskWire } from "onefn/simulator";
import { taskCases } from "../cases/task/index.js";
import { taskAnswer } from "../check/task-answer.js";
import { TaskRun } from "../run/task-run.js";
import type { Comparison, KindContract } from "./contract.js";

const compare: Comparison<TaskWire, { readonly input: unknown }> = {
  input: "a call",
  example: '{ input: { sku: "tea" } }',
  takes: (input) => "input" in input,
  answer: ({ name, deployment, input, functions }) => taskAnswer(name, deployment, input, functions),
};

/** Calls and their answers. */
export const taskContract: KindContract<TaskWire, TaskRun> = {
  kind: "task",
  functions: "task",
  cases: taskCases,
  connect: (...args) => new TaskRun(...args),
  compare,
};
