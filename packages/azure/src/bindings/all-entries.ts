import { app } from "@azure/functions";

/**
 * Has the host send empty texts in arrays, too. Without this, what one record of a batch lacks shifts the properties of
 * the others. The setting is the app's, and affects no other function but for the better.
 * @see https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/GrpcConstants.cs
 */
export function askForAllEntries(): void {
  app.setup({ capabilities: { IncludeEmptyEntriesInMessagePayload: true } });
}
