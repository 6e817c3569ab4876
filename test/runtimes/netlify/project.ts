import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { nodeOf } from "../harness/nodes.js";
import type { ServerCommand } from "../harness/server-process.js";

/**
 * Makes a project that has one function, and gives the command that serves it by Netlify's dev server.
 *
 * @param names the names of its file: a function that Netlify calls by names has one for each. Default: as it is.
 */
export function serveFunction(
  name: string,
  file: string,
  names: readonly string[] = [basename(file)],
): (env?: Readonly<Record<string, string>>) => ServerCommand {
  // Below the packages that are installed here, which a function's imports are traced to.
  const project = join(import.meta.dirname, "../node_modules/.examples", name);
  const functions = join(project, "netlify/functions");
  rmSync(project, { recursive: true, force: true });
  mkdirSync(functions, { recursive: true });
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }));
  for (const each of names) copyFileSync(file, join(functions, each));
  return (env = {}) => ({
    command: nodeOf(24),
    args: [join(import.meta.dirname, "dev.mjs"), project],
    cwd: project,
    env: { HOME: project, ...env },
  });
}
