import { Buffer } from "node:buffer";
import type { HostOptions, LambdaAnswer, LambdaHost, LambdaInstance } from "@onefn/aws/simulator";
import type { Load } from "onefn/simulator";
import { PAYLOAD_LIMIT } from "./limits.js";
import { type LambdaCommand, LambdaProcess } from "./process.js";

/** How many processes one function has at most: what exceeds them waits, as reserved concurrency makes it. */
const CONCURRENCY = 2;

/** A host whose processes have to be stopped. */
export interface RealLambda extends LambdaHost {
  /** How often a process ended that Lambda had not ended for its time. */
  readonly crashes: number;
  stop(): Promise<void>;
}

/**
 * Runs the simulator's functions in real runtime processes. Every distinct command is deployed once and kept until
 * `stop`.
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
    get crashes() {
      return [...functions.values()].reduce((sum, fn) => sum + fn.crashes, 0);
    },
    async stop() {
      await Promise.all([...functions.values()].map((fn) => fn.stop()));
      functions.clear();
    },
  };
}

/** What Lambda says to an event over its limit. */
export const TOO_LARGE: LambdaAnswer = {
  kind: "error",
  errorType: "RequestTooLargeException",
  errorMessage: `The event has more than ${PAYLOAD_LIMIT} bytes.`,
};

class LambdaFunction {
  crashes = 0;
  readonly #command: LambdaCommand;
  readonly #lines: string[] = [];
  readonly #processes = new Set<LambdaProcess>();
  readonly #idle: LambdaProcess[] = [];
  readonly #queue: (() => void)[] = [];
  #starting = 0;

  constructor(command: LambdaCommand) {
    this.#command = command;
  }

  instance(timeout: number): LambdaInstance {
    return {
      lines: this.#lines,
      invoke: async (event, invocation) => {
        const json = JSON.stringify(event);
        if (Buffer.byteLength(json) > PAYLOAD_LIMIT) return TOO_LARGE;
        return this.#invoke((process) => process.invoke(json, invocation, timeout));
      },
      close: async () => {},
    };
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#processes].map((each) => each.stop()));
  }

  async #invoke(run: (process: LambdaProcess) => Promise<LambdaAnswer>): Promise<LambdaAnswer> {
    while (this.#idle.length === 0 && this.#processes.size + this.#starting >= CONCURRENCY) {
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    }
    const process = this.#idle.pop() ?? (await this.#start());
    if (!(process instanceof LambdaProcess)) return { kind: "error", ...process };
    const answer = await run(process);
    if (answer.kind === "error" && !process.alive) this.crashes++;
    void process.free().then(() => this.#release(process));
    return answer;
  }

  async #start() {
    this.#starting++;
    const started = await LambdaProcess.start(this.#command, this.#lines);
    this.#starting--;
    if (started instanceof LambdaProcess) this.#processes.add(started);
    else this.#queue.shift()?.();
    return started;
  }

  #release(process: LambdaProcess): void {
    if (process.alive) this.#idle.push(process);
    else this.#processes.delete(process);
    this.#queue.shift()?.();
  }
}
