import { randomUUID } from "node:crypto";
import type { LambdaAnswer, LambdaInvocation } from "@onefn/aws/simulator";
import { Child, type ChildOptions, turn } from "../harness/child.js";
import { type FunctionError, RuntimeApi } from "./runtime-api.js";

/** The command that starts a runtime interface client. */
export interface LambdaCommand extends ChildOptions {
  readonly node: string;
  readonly args: readonly string[];
}

/** Milliseconds that a function may take to start, as on Lambda. */
const INIT_TIMEOUT = 10_000;

/**
 * One sandbox of Lambda: a runtime interface client in a process of its own, which is frozen between invocations.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class LambdaProcess {
  readonly child: Child;
  readonly #api: RuntimeApi;
  #idle: Promise<void>;

  private constructor(api: RuntimeApi, { node, args, cwd, env }: LambdaCommand, lines: string[]) {
    this.#api = api;
    this.child = new Child(node, args, { cwd, env: { ...environment(api.address), ...env } }, lines);
    this.#idle = this.#nextIdle();
  }

  /** Starts a process and waits until it asks for its first invocation. */
  static async start(command: LambdaCommand, lines: string[] = []): Promise<LambdaProcess | FunctionError> {
    const started = new LambdaProcess(await RuntimeApi.listen(), command, lines);
    const failed = new Promise<FunctionError>((resolve) => {
      started.#api.onInitError = resolve;
    });
    const end = await Promise.race([started.#idle, failed, started.#exit(), timeUp(INIT_TIMEOUT)]);
    if (end === undefined) return started;
    await started.stop();
    return typeof end === "string" ? { errorType: "Sandbox.Timedout", errorMessage: "init timed out" } : end;
  }

  get alive(): boolean {
    return this.child.alive;
  }

  /** Settles when the process can take another invocation, or has ended. */
  async free(): Promise<void> {
    await Promise.race([this.#idle, this.child.ended]);
  }

  /** One invocation; the process has to be free. */
  async invoke(event: unknown, invocation: LambdaInvocation, timeout: number): Promise<LambdaAnswer> {
    this.#idle = this.#nextIdle();
    this.child.signal("SIGCONT");
    const deadline = Date.now() + timeout;
    const clock = timeUp(timeout);
    const answer = await Promise.race([
      this.#api.invoke({ event, deadline, ...invocation }),
      this.#exit().then((error): LambdaAnswer => ({ kind: "error", ...error })),
      clock.then((): LambdaAnswer => ({ kind: "timeout" })),
    ]);
    if (answer.kind === "stream") void this.#endAt(clock);
    else if (answer.kind === "timeout") await this.stop();
    // The answer has left; what the handler has written is with us when the runtime asks for more.
    else await Promise.race([this.free(), this.#endAt(clock)]);
    await turn();
    return answer;
  }

  async stop(): Promise<void> {
    await this.child.stop();
    await this.#api.close();
  }

  #nextIdle(): Promise<void> {
    return new Promise((resolve) => {
      this.#api.onIdle = () => {
        this.child.signal("SIGSTOP");
        resolve();
      };
    });
  }

  /** Lambda ends the process of an invocation that takes too long, also while it streams. */
  async #endAt(clock: Promise<"timeout">): Promise<void> {
    if ((await Promise.race([this.free(), clock])) === "timeout") await this.stop();
  }

  async #exit(): Promise<FunctionError> {
    const end = await this.child.ended;
    return { errorType: "Runtime.ExitError", errorMessage: `Runtime exited with ${end}` };
  }
}

function timeUp(ms: number): Promise<"timeout"> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms, "timeout").unref();
  });
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
function environment(address: string): Record<string, string> {
  return {
    AWS_LAMBDA_RUNTIME_API: address,
    AWS_LAMBDA_FUNCTION_NAME: "contract",
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024",
    AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/contract",
    AWS_LAMBDA_LOG_STREAM_NAME: `2026/01/01/[$LATEST]${randomUUID().replaceAll("-", "")}`,
    AWS_REGION: "eu-west-1",
    TZ: ":UTC",
  };
}
