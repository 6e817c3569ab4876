import { join } from "node:path";
import { nodeOf } from "../harness/nodes.js";
import type { ServerCommand } from "../harness/server-process.js";

type Env = Readonly<Record<string, string>>;

const here = import.meta.dirname;

/** The command that serves one function of a project by Vercel's dev server. */
export function devServer(folder: string, entry: string, env: Env = {}): ServerCommand {
  const withParent = JSON.stringify(join(here, "with-parent.cjs"));
  return {
    command: nodeOf(24),
    args: [join(here, "dev-server.cjs"), entry],
    cwd: folder,
    env: { ...env, NODE_OPTIONS: `--require ${withParent}` },
  };
}

/** The command that serves a function for Node.js from its folder in the output of `vercel build`. */
export function launcher(folder: string, env: Env = {}): ServerCommand {
  return { command: nodeOf(24), args: [join(here, "launcher.mjs")], cwd: folder, env };
}

/** The command that serves a script which listens for `fetch` by edge-runtime's own server. */
export function edgeServer(script: string, env: Env = {}): ServerCommand {
  return { command: nodeOf(24), args: [join(here, "edge-server.mjs"), script], cwd: here, env };
}
