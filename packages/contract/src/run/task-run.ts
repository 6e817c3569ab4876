import assert from "node:assert/strict";
import type {
  CallDeployment,
  Exchange,
  TaskCaller,
  TaskReply,
  TaskReplyError,
  TaskWire,
} from "onefn/simulator";
import type { Instruction } from "../functions/task/index.js";
import type { Patience } from "./patience.js";
import { Reports } from "./reports.js";

/** One case's connection to tasks behind a wire. */
export class TaskRun {
  readonly wire: TaskWire;
  /** What the functions have logged since the case began. */
  readonly logs: Reports;
  /** A unique word by which the case finds its own log lines. */
  readonly id: string = crypto.randomUUID().slice(0, 8);
  /** Milliseconds that a task waits for its signal. */
  readonly patience: number;
  readonly #deployment: CallDeployment<unknown, TaskReply, TaskCaller>;

  constructor(
    wire: TaskWire,
    deployment: CallDeployment<unknown, TaskReply, TaskCaller>,
    exchanges: readonly Exchange[],
    { line, signal }: Patience,
  ) {
    this.wire = wire;
    this.patience = signal;
    this.#deployment = deployment;
    this.logs = new Reports(deployment, exchanges, { patience: line });
  }

  /** Calls a task, and returns whatever comes of it. */
  async call(input: unknown, caller?: TaskCaller): Promise<TaskReply> {
    return this.#deployment.send(input, caller);
  }

  /** Calls a task that must succeed. */
  async output<T = unknown>(input: unknown, caller?: TaskCaller): Promise<T> {
    const reply = await this.call(input, caller);
    if (reply.error) assert.fail(`the call failed: ${JSON.stringify(reply.error)}`);
    return reply.output as T;
  }

  /** Calls a task whose caller must learn nothing but that the call was accepted. */
  async accepted(input: unknown, caller?: TaskCaller): Promise<void> {
    const { accepted } = await this.call(input, caller);
    assert.ok(accepted, "the caller got an answer");
  }

  /** Calls a task that must fail. */
  async error(input: unknown, caller?: TaskCaller): Promise<TaskReplyError> {
    const { error, output } = await this.call(input, caller);
    assert.ok(error, `the call succeeded: ${JSON.stringify(output)}`);
    return error;
  }

  /** Has the task do something, with this run's id. */
  do(what: Instruction["do"], more: Partial<Instruction> = {}): Instruction {
    return { do: what, id: this.id, ...more };
  }
}
