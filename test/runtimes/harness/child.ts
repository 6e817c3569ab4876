import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** How a child is started. */
export interface ChildOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A runtime's process: what it writes is kept by lines, and it never outlives the process that started it. */
export class Child {
  /** Lines of both outputs, as a log collector gets them. */
  readonly lines: string[] = [];
  /** Settles when the process has ended, with its exit code or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly #process: ChildProcess;

  constructor(command: string, args: readonly string[], { cwd, env }: ChildOptions) {
    // Nothing of this process's environment: no proxy, no NODE_OPTIONS and no secret reaches a runtime.
    this.#process = spawn(command, args, {
      cwd,
      env: { PATH: process.env.PATH ?? "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(this.#process);
    keep(this.#process.stdout, this.lines);
    keep(this.#process.stderr, this.lines);
    this.ended = new Promise((resolve) => {
      this.#process.once("error", () => resolve(-1));
      this.#process.once("close", (code, signal) => resolve(code ?? signal ?? -1));
    }).then((end) => {
      running.delete(this.#process);
      return end as number | NodeJS.Signals;
    });
  }

  get alive(): boolean {
    return running.has(this.#process);
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Ends the process at once. */
  async stop(): Promise<void> {
    // Unlike SIGTERM, this one also ends a process that is stopped.
    this.#process.kill("SIGKILL");
    await this.ended;
  }
}

/**
 * Lets what children have written arrive. A child's pipes are written before its answer leaves, so after one turn of
 * the event loop everything that preceded an answer has been read.
 */
export async function turn(): Promise<void> {
  for (let count = 0; count < 2; count++) await new Promise(setImmediate);
}

const running = new Set<ChildProcess>();

process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

function keep(stream: NodeJS.ReadableStream | null, lines: string[]): void {
  if (stream) createInterface({ input: stream }).on("line", (line) => lines.push(line));
}
