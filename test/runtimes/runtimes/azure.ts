import { join } from "node:path";
import { type NodeMajor, nodeOf, versionOf } from "../harness/nodes.js";
import type { ServerCommand } from "../harness/server-process.js";

/** Azure's library on a Node that Azure Functions offer. */
export interface AzureRuntime {
  readonly name: string;
  /** The command that runs an app. */
  command(file: string, env?: Readonly<Record<string, string>>): ServerCommand;
}

/** The library below a stand-in for Azure's worker, in the environment of App Service. */
export function azureFunctions(node: NodeMajor): AzureRuntime {
  const loopback = join(import.meta.dirname, "../harness/loopback.cjs");
  const worker = join(import.meta.dirname, "../azure/worker.mjs");
  return {
    name: `azure@${versionOf("@azure/functions")} on Node ${node}`,
    command: (file, env = {}) => ({
      command: nodeOf(node),
      args: ["--require", loopback, worker, file],
      cwd: join(import.meta.dirname, "../entries"),
      env: {
        WEBSITE_SITE_NAME: "contract",
        WEBSITE_INSTANCE_ID: "contract",
        WEBSITE_AUTH_ENABLED: "True",
        REGION_NAME: "West Europe",
        ...env,
      },
    }),
  };
}

export const azureRuntimes: readonly AzureRuntime[] = [
  azureFunctions(20),
  azureFunctions(22),
  azureFunctions(24),
];
