import { join } from "node:path";
import { Child } from "../harness/child.js";
import { type NodeMajor, nodeOf } from "../harness/nodes.js";

/** One of the programs of this folder, which poll and say what they do. */
export class PollingProcess {
  readonly child: Child;

  private constructor(child: Child) {
    this.child = child;
  }

  /** Starts a program, and waits until it polls. */
  static async start(
    program: string,
    env: Readonly<Record<string, string>>,
    { node = 24, flags = [] }: { readonly node?: NodeMajor; readonly flags?: readonly string[] } = {},
  ): Promise<PollingProcess> {
    const child = new Child(nodeOf(node), [...flags, join(import.meta.dirname, program)], {
      cwd: import.meta.dirname,
      env,
    });
    const polling = new PollingProcess(child);
    await polling.says((lines) => lines.includes("polling"));
    return polling;
  }

  /** What it has begun, or done, so far. */
  all(what: "begun" | "done"): readonly string[] {
    return this.child.lines.flatMap((line) => line.match(new RegExp(`^${what} ([^,]+)`))?.[1] ?? []);
  }

  /** Waits until its lines are as asked for. */
  async says(is: (lines: readonly string[]) => boolean): Promise<void> {
    for await (const _ of this.child.follow()) if (is(this.child.lines)) return;
    throw new Error(`[onefn/runtimes] It ended:\n${this.child.lines.slice(-20).join("\n")}`);
  }

  /** Waits until it has begun, or done, so many messages. */
  async reaches(what: "begun" | "done", count: number): Promise<void> {
    await this.says(() => this.all(what).length >= count);
  }

  /** Tells it to stop, and waits for its end. */
  async end(signal: NodeJS.Signals = "SIGTERM"): Promise<number | NodeJS.Signals> {
    this.child.signal(signal);
    return this.child.ended;
  }
}
