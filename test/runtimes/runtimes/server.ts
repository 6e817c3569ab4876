import { join } from "node:path";
import { type NodeMajor, nodeOf, packageOf, versionOf } from "../harness/nodes.js";
import type { ServerCommand } from "../harness/server-process.js";

/** A runtime on which `serve` runs. */
export interface ServerRuntime {
  readonly name: string;
  /** The command that runs an entry file. */
  command(entry: string, env: Readonly<Record<string, string>>, flags?: readonly string[]): ServerCommand;
}

/** `serve` on Node. */
export const nodeServers: readonly ServerRuntime[] = [20, 22, 24].map((major) =>
  serverRuntime(`node@${versionOf(`node${major}`)}`, nodeOf(major as NodeMajor)),
);

/** `serve` on Deno. It asks before each access; a server is allowed what the entry file needs. */
export const denoServer: ServerRuntime = serverRuntime(
  `deno@${versionOf("deno")}`,
  join(packageOf("deno"), "deno"),
  ["run", "--allow-net", "--allow-env", "--allow-read", "--no-prompt"],
);

/** `serve` on Bun. The package's file has this name on every system. */
export const bunServer: ServerRuntime = serverRuntime(
  `bun@${versionOf("bun")}`,
  join(packageOf("bun"), "bin/bun.exe"),
);

function serverRuntime(name: string, command: string, args: readonly string[] = []): ServerRuntime {
  const cwd = join(import.meta.dirname, "../entries");
  return {
    name,
    command: (entry, env, flags = []) => ({ command, args: [...args, ...flags, entry], cwd, env }),
  };
}
