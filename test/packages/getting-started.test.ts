import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/getting-started.md"), "utf8");

/** A block of the page: what a terminal is told, or a file. */
interface Block {
  readonly language: string;
  /** `clone`: in a clone; `packages`: what the line that the clone printed replaces; `serve`: goes on running. */
  readonly role: string;
  readonly code: string;
}

const blocks: readonly Block[] = [...page.matchAll(/^```(\w+)(?: (\w+))?\n([\s\S]*?)^```$/gm)].map(
  ([, language = "", role = "", code = ""]) => ({ language, role, code: code.trim() }),
);

// pnpm hands its own settings down as npm_config_*, and Vitest its mode: a reader has neither.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([key]) => !/^(?:npm_|vitest|NODE_ENV|NODE_OPTIONS|INIT_CWD)/i.test(key),
  ),
);

let folder = "";
let server: ChildProcess | undefined;
let url = "";
const outputs: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "onefn-getting-started-"));
});

afterAll(() => {
  if (server?.pid !== undefined) process.kill(-server.pid, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Follows the page from its first line to its last, as a reader would. */
it("works in an empty folder as it is written", { timeout: 600_000 }, async () => {
  let cwd = folder;
  let install = "";
  for (const { language, role, code } of blocks) {
    if (language === "ts") {
      writeFileSync(join(cwd, /^\/\/ (\S+)$/m.exec(code)?.[1] ?? ""), `${code}\n`);
    } else if (role === "clone") {
      install = (await sh(code, root)).trim().split("\n").at(-1) ?? "";
      expect(install).toMatch(/^npm install /);
    } else if (role === "serve") {
      url = await serving(code, cwd);
    } else {
      for (const line of code.split("\n")) {
        if (line.startsWith("cd ")) cwd = join(cwd, line.slice(3));
        else outputs.push(await sh(role === "packages" ? install : line.replace("localhost:3000", url), cwd));
      }
    }
  }
  const [noted, notes, imported] = outputs.filter((output) => /^[[{]/.test(output)).slice(-3);
  expect(JSON.parse(noted ?? "")).toEqual({ count: 1 });
  expect(JSON.parse(notes ?? "")).toEqual(["buy bread"]);
  expect(Object.values(JSON.parse(imported ?? "").attempts)).toEqual([2]);
  const { handler } = await import(join(cwd, "function/handler.mjs"));
  expect(handler).toBeTypeOf("function");
});

/** Runs a line of the page and gives what it prints. */
async function sh(line: string, cwd: string): Promise<string> {
  return (await promisify(execFile)("sh", ["-c", line], { cwd, env, maxBuffer: 2 ** 24 })).stdout;
}

/** Starts what goes on running, and gives the host and port that it says. */
function serving(line: string, cwd: string): Promise<string> {
  const child = spawn("sh", ["-c", line], { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  server = child;
  return new Promise((resolve, reject) => {
    let said = "";
    const listen = (chunk: Buffer) => {
      said += chunk;
      const address = /http:\/\/(localhost:\d+)/.exec(said)?.[1];
      if (address) resolve(address);
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    child.once("exit", () => reject(new Error(`It ended: ${said}`)));
  });
}
