import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** How a child is started. */
export interface ChildOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** The number of the user that it runs as. Default: who runs this process. */
  readonly user?: number;
}

/** A runtime's process: what it writes is kept by lines, and it never outlives the process that started it. */
export class Child {
  /** Lines of both outputs, as a log collector gets them. */
  readonly lines: string[];
  /** Settles when the process has ended, with its exit code or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  readonly #process: ChildProcess;
  readonly #followers: (() => void)[] = [];

  /** @param lines what the process writes is added here, where several write into one log. */
  constructor(command: string, args: readonly string[], options: ChildOptions, lines: string[] = []) {
    const { cwd, env, user } = options;
    this.lines = lines;
    // Nothing of this process's environment: no proxy, no NODE_OPTIONS and no secret reaches a runtime.
    this.#process = spawn(command, args, {
      cwd,
      ...(user !== undefined && { uid: user, gid: user }),
      env: { PATH: process.env.PATH ?? "", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(this.#process);
    this.#keep(this.#process.stdout);
    this.#keep(this.#process.stderr);
    this.ended = this.#end();
  }

  get alive(): boolean {
    return running.has(this.#process);
  }

  /** Its lines as they are written, until the process has ended. */
  async *follow(from = 0): AsyncGenerator<string> {
    for (let index = from; ; index++) {
      while (index === this.lines.length) {
        if (!this.alive) return;
        await new Promise<void>((resolve) => this.#followers.push(resolve));
      }
      yield this.lines[index] as string;
    }
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

  #wake(): void {
    for (const follower of this.#followers.splice(0)) follower();
  }

  #keep(stream: NodeJS.ReadableStream | null): void {
    if (!stream) return;
    createInterface({ input: stream }).on("line", (line) => {
      this.lines.push(line);
      this.#wake();
    });
  }

  async #end(): Promise<number | NodeJS.Signals> {
    const end = await new Promise<number | NodeJS.Signals>((resolve) => {
      this.#process.once("error", (error) => {
        this.lines.push(error.message);
        resolve(-1);
      });
      this.#process.once("close", (code, signal) => resolve(code ?? signal ?? -1));
    });
    running.delete(this.#process);
    this.#wake();
    return end;
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

// Vitest ends its workers by this signal, whose default is to end a process without "exit".
process.once("SIGTERM", () => process.exit());
