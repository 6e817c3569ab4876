import { join } from "node:path";
import { type NodeMajor, nodeOf, versionOf } from "../harness/nodes.js";
import type { ServerCommand } from "../harness/server-process.js";

/** A runtime on which `serve` runs. */
export interface ServerRuntime {
  readonly name: string;
  /** The command that runs an entry file. */
  command(entry: string, env: Readonly<Record<string, string>>, flags?: readonly string[]): ServerCommand;
}

/** `serve` on Node. */
export function nodeServer(major: NodeMajor): ServerRuntime {
  return {
    name: `node@${versionOf(`node${major}`)}`,
    command: (entry, env, flags = []) => ({
      command: nodeOf(major),
      args: [...flags, entry],
      cwd: join(import.meta.dirname, "../entries"),
      env,
    }),
  };
}

export const nodeServers: readonly ServerRuntime[] = [nodeServer(20), nodeServer(22), nodeServer(24)];
