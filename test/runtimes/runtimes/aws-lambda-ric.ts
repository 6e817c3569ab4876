import { join } from "node:path";
import { type NodeMajor, nodeOf, packageOf, versionOf } from "../harness/nodes.js";
import type { LambdaCommand } from "../lambda/process.js";

/** A release of the client that Lambda runs, on a Node that it supports. */
export interface LambdaRuntime {
  readonly name: string;
  readonly version: string;
  readonly node: NodeMajor;
  /** The command that runs a handler, such as `aws.handler`, of a folder. */
  command(
    folder: string,
    handler: string,
    env?: Readonly<Record<string, string>>,
    flags?: readonly string[],
  ): LambdaCommand;
}

/** Handlers of 3 take part in the event loop as on Lambda's Node 22 and older; those of 4 as on Node 24. */
export function lambdaRuntime(client: 3 | 4, node: NodeMajor): LambdaRuntime {
  const installed = `aws-lambda-ric-${client}`;
  const version = versionOf(installed);
  const preload = join(import.meta.dirname, "../lambda/rapid-client.cjs");
  const main = join(packageOf(installed), client === 3 ? "bin/index.mjs" : "index.mjs");
  return {
    name: `aws-lambda-ric@${version} on Node ${node}`,
    version,
    node,
    command: (folder, handler, env = {}, flags = []) => ({
      node: nodeOf(node),
      args: [...flags, "--require", preload, main, handler],
      cwd: folder,
      env: {
        _HANDLER: handler,
        LAMBDA_TASK_ROOT: folder,
        AWS_EXECUTION_ENV: `AWS_Lambda_nodejs${node}.x`,
        ...env,
      },
    }),
  };
}

/** The pairs that Lambda offers, or that a container image can have. */
export const lambdaRuntimes: readonly LambdaRuntime[] = [
  lambdaRuntime(3, 20),
  lambdaRuntime(3, 22),
  lambdaRuntime(4, 22),
  lambdaRuntime(4, 24),
];
