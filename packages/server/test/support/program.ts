import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { onTestFinished } from "vitest";
import type { ServeOptions } from "../../src/index.js";

/** `fixtures/program.ts` in a process of its own. */
export class Program {
  readonly #child: ChildProcess;
  readonly #events: string[] = [];
  #arrived: () => void = () => {};
  output = "";

  constructor(child: ChildProcess) {
    this.#child = child;
    child.on("message", (event) => {
      this.#events.push(String(event));
      this.#arrived();
    });
    child.stdout?.on("data", (bytes) => {
      this.output += bytes;
    });
    onTestFinished(() => void child.kill("SIGKILL"));
  }

  /** The next thing that the program tells. */
  async event(): Promise<string> {
    while (this.#events.length === 0) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
    return this.#events.shift() as string;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  goOn(): void {
    this.#child.send("go on");
  }

  /** How it ended. */
  exit(): Promise<number | NodeJS.Signals | null> {
    return new Promise((resolve) => this.#child.once("close", (code, signal) => resolve(code ?? signal)));
  }
}

/** Starts the program; its first event is its URL. */
export async function start(options: ServeOptions = {}, env: Record<string, string> = {}): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), "onefn-server-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "program.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("../fixtures/program.ts", import.meta.url))],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["onefn-source"],
    // The manifest's list of modules with side effects names built files, and these are sources.
    ignoreAnnotations: true,
  });
  const child = fork(file, {
    silent: true,
    env: { ...process.env, ...env, OPTIONS: JSON.stringify(options) },
  });
  return new Program(child);
}
