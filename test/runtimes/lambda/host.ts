import type { HostOptions, LambdaAnswer, LambdaHost, LambdaInstance } from "@onefn/aws/simulator";
import type { Load } from "onefn/simulator";
import { type LambdaCommand, LambdaProcess } from "./process.js";

/** How many processes one function has at most: what exceeds them waits, as reserved concurrency makes it. */
const CONCURRENCY = 2;

/**
 * Runs the simulator's functions in real runtime processes. Every distinct set of options is deployed once and kept
 * until `stop`.
 *
 * @param command tells how a function is started with these options.
 */
export function realLambda(command: (load: Load, options: HostOptions) => LambdaCommand): RealLambda {
  const functions = new Map<string, LambdaFunction>();
  return {
    start(load, options) {
      const deployed = command(load, options);
      const key = JSON.stringify(deployed);
      const fn = functions.get(key) ?? new LambdaFunction(deployed);
      functions.set(key, fn);
      return fn.instance(options.timeout);
    },
    async stop() {
      await Promise.all([...functions.values()].map((fn) => fn.stop()));
      functions.clear();
    },
  };
}

/** A host whose processes have to be stopped. */
export interface RealLambda extends LambdaHost {
  stop(): Promise<void>;
}

class LambdaFunction {
  readonly #command: LambdaCommand;
  #processes: LambdaProcess[] = [];
  readonly #idle: LambdaProcess[] = [];
  readonly #queue: (() => void)[] = [];
  #count = 0;

  constructor(command: LambdaCommand) {
    this.#command = command;
  }

  /** One deployment's view: the lines that were written since. */
  instance(timeout: number): LambdaInstance {
    const written = new Map(this.#processes.map((each) => [each, each.child.lines.length]));
    const lines = () => this.#processes.flatMap((each) => each.child.lines.slice(written.get(each) ?? 0));
    return {
      get lines() {
        return lines();
      },
      invoke: (event, invocation) => this.#invoke((process) => process.invoke(event, invocation, timeout)),
      close: async () => {},
    };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#processes.map((each) => each.stop()));
  }

  async #invoke(run: (process: LambdaProcess) => Promise<LambdaAnswer>): Promise<LambdaAnswer> {
    while (this.#idle.length === 0 && this.#count >= CONCURRENCY) {
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
    const idle = this.#idle.pop();
    if (!idle) this.#count++;
    const process = idle ?? (await LambdaProcess.start(this.#command));
    if (!(process instanceof LambdaProcess)) {
      this.#release();
      return { kind: "error", ...process };
    }
    if (!idle) this.#processes.push(process);
    const answer = await run(process);
    void process.free().then(() => this.#release(process));
    return answer;
  }

  /** Gives a process back, or the place of one that has ended. */
  #release(process?: LambdaProcess): void {
    if (process?.alive) this.#idle.push(process);
    else this.#count--;
    this.#queue.shift()?.();
  }
}
