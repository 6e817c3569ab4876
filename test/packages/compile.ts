import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { project } from "./packed.js";

const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

/** What TypeScript has to say of a project, or nothing. */
export function compile(config: string): string {
  try {
    execFileSync(process.execPath, [tsc, "-p", config], { cwd: project, encoding: "utf8" });
    return "";
  } catch (error) {
    return String((error as { stdout: unknown }).stdout);
  }
}
