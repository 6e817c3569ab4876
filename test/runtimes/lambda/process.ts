import type { LambdaAnswer, LambdaInvocation } from "@onefn/aws/simulator";
import { Child, type ChildOptions, turn } from "../harness/child.js";
import { environment } from "./environment.js";
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
  /** Settles when the process asks for its next invocation, or has ended. */
  #idle: Promise<void>;
  #becomeIdle: () => void = () => {};
  #answer: (answer: LambdaAnswer) => void = () => {};
  #late = false;

  private constructor(api: RuntimeApi, { node, args, cwd, env }: LambdaCommand, lines: string[]) {
    this.#api = api;
    this.child = new Child(node, args, { cwd, env: { ...environment(api.address), ...env } }, lines);
    this.#idle = this.#busy();
    api.onIdle = () => {
      this.child.signal("SIGSTOP");
      this.#becomeIdle();
    };
    void this.child.ended.then((end) => this.#end(end));
  }

  /** Starts a process and waits until it asks for its first invocation. */
  static async start(command: LambdaCommand, lines: string[] = []): Promise<LambdaProcess | FunctionError> {
    const started = new LambdaProcess(await RuntimeApi.listen(), command, lines);
    let failure: FunctionError | undefined;
    started.#api.onInitError = (error) => {
      failure = error;
      started.child.signal("SIGKILL");
    };
    const timer = setTimeout(() => started.child.signal("SIGKILL"), INIT_TIMEOUT);
    await started.free();
    clearTimeout(timer);
    if (started.alive) return started;
    return failure ?? { errorType: "Runtime.ExitError", errorMessage: lines.slice(-10).join("\n") };
  }

  get alive(): boolean {
    return this.child.alive;
  }

  /** Settles when the process can take another invocation, or has ended. */
  free(): Promise<void> {
    return this.#idle;
  }

  /** One invocation, with its event as JSON; the process has to be free. */
  async invoke(event: string, invocation: LambdaInvocation, timeout: number): Promise<LambdaAnswer> {
    this.#idle = this.#busy();
    this.child.signal("SIGCONT");
    const timer = setTimeout(() => {
      this.#late = true;
      this.child.signal("SIGKILL");
    }, timeout);
    void this.#idle.then(() => clearTimeout(timer));
    const answer = await new Promise<LambdaAnswer>((resolve) => {
      this.#answer = resolve;
      void this.#api.invoke({ event, deadline: Date.now() + timeout, ...invocation }).then(resolve);
    });
    // The answer has left; what the handler has written is with us when the runtime asks for more.
    if (answer.kind !== "stream") await this.free();
    await turn();
    return answer;
  }

  async stop(): Promise<void> {
    await this.child.stop();
  }

  #busy(): Promise<void> {
    return new Promise((resolve) => {
      this.#becomeIdle = resolve;
    });
  }

  async #end(end: number | NodeJS.Signals): Promise<void> {
    const errorMessage = `Runtime exited with ${end}`;
    this.#answer(
      this.#late ? { kind: "timeout" } : { kind: "error", errorType: "Runtime.ExitError", errorMessage },
    );
    this.#becomeIdle();
    await this.#api.close();
  }
}
