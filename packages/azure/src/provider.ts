import { defineProvider, formatLogLine } from "onefn/provider";
import type { AzureRequest, Invocation } from "./native.js";
import type { AzurePlatform } from "./platform.js";

/** Azure Functions: its context and its log lines. */
export const azure = defineProvider<Invocation>({
  name: "azure",
  runtime: "node",
  context: {
    functionName: (_, { context }) => context.functionName,
    region: (_, { env }) => env.REGION_NAME,
    requestId: (_, { context }) => context.invocationId,
    env: (_, { env }) => env,
  },
  platform: (request, { context }): AzurePlatform => ({ request: request as AzureRequest, context }),
  formatLog: formatLogLine,
  writeLog: (line, { level }, { context }) => context[level](line),
  telltale: (_, { context }) => context.options?.trigger?.type,
});
