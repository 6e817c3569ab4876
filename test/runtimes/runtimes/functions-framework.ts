import { join } from "node:path";
import { type NodeMajor, nodeOf, packageOf, versionOf } from "../harness/nodes.js";
import type { ServerCommand } from "../harness/server-process.js";

/** Google's framework on a Node that Cloud Run functions offer. */
export interface FrameworkRuntime {
  readonly name: string;
  /** The framework's own command, which serves the `handler` of a file. */
  command(file: string, env?: Readonly<Record<string, string>>): ServerCommand;
}

const framework = "@google-cloud/functions-framework";

/** The framework as Google starts it, but on a free port of loopback. */
export function functionsFramework(node: NodeMajor): FrameworkRuntime {
  const preloads = ["harness/loopback.cjs", "functions-framework/announce.cjs"].flatMap((file) => [
    "--require",
    join(import.meta.dirname, "..", file),
  ]);
  const main = join(packageOf(framework), "build/src/main.js");
  return {
    name: `functions-framework@${versionOf(framework)} on Node ${node}`,
    command: (file, env = {}) => ({
      command: nodeOf(node),
      args: [...preloads, main, "--target=handler", `--source=${file}`, "--port=0"],
      cwd: join(import.meta.dirname, "../entries"),
      env: {
        K_SERVICE: "contract",
        K_REVISION: "contract-00001-abc",
        K_CONFIGURATION: "contract",
        FUNCTION_TARGET: "handler",
        ...env,
      },
    }),
  };
}

export const frameworks: readonly FrameworkRuntime[] = [
  functionsFramework(20),
  functionsFramework(22),
  functionsFramework(24),
];
