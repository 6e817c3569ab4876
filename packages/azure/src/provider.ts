import { defineProvider, formatLogLine } from "onefn/provider";
import type { AzureRequest, Invocation } from "./native.js";
import { AZURE_OPTIONS } from "./options.js";
import type { AzurePlatform, AzureRecord, AzureRecordPlatform } from "./platform.js";

/** Azure Functions: its context and its log lines. */
export const azure = defineProvider<Invocation>({
  name: "azure",
  runtime: "node",
  options: AZURE_OPTIONS,
  context: {
    functionName: (_, { context }) => context.functionName,
    region: (_, { env }) => env.REGION_NAME,
    requestId: (_, { context }) => context.invocationId,
    env: (_, { env }) => env,
  },
  platform: (input, { context }, record): AzurePlatform & AzureRecordPlatform => ({
    request: input as AzureRequest,
    input,
    record: record as AzureRecord | undefined,
    context,
  }),
  formatLog: formatLogLine,
  writeLog: (line, { level }, { context }) => context[level](line),
  telltale: (_, { context }) => context.options?.trigger?.type,
});
