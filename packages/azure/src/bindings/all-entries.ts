import { app } from "@azure/functions";

/**
 * Has the host send empty texts in arrays, too. Without this, a text that one record of a batch lacks shifts those of
 * the others. The setting is the whole app's, and other functions have the same use of it.
 * @see https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/GrpcConstants.cs
 */
export function askForAllEntries(): void {
  app.setup({ capabilities: { IncludeEmptyEntriesInMessagePayload: true } });
}
