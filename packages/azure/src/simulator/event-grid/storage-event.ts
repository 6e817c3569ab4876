import { createHash, randomUUID } from "node:crypto";
import { OnefnError } from "onefn/provider";
import type { OutgoingNotification } from "onefn/simulator";
import { urlOf } from "../blob/stored.js";
import { gridTime } from "./cloud-event.js";

const TYPES = {
  created: "BlobCreated",
  deleted: "BlobDeleted",
  updated: "BlobTierChanged",
} as const;
const APIS = { created: "PutBlob", deleted: "DeleteBlob", updated: "SetBlobTier" } as const;

/**
 * An event of a storage account, in Event Grid's own schema.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an operation that Azure Storage does not have.
 * @see https://learn.microsoft.com/en-us/azure/event-grid/event-schema-blob-storage
 */
export function storageEvent(
  place: string,
  { operation, key, size = 1024, etag, contentType = "text/plain", native }: OutgoingNotification,
  { container, at, sequence }: { readonly container: string; readonly at: number; readonly sequence: number },
): Readonly<Record<string, unknown>> {
  if (operation === "archived" || operation === "test") {
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/azure] ${place}: Event Grid has no event for the operation "${operation}". Send another operation.`,
    );
  }
  const eTag =
    etag ?? `0x${createHash("sha256").update(`${key} ${at}`).digest("hex").slice(0, 15).toUpperCase()}`;
  return {
    topic:
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/simulated",
    subject: `/blobServices/default/containers/${container}/blobs/${key}`,
    eventType: `Microsoft.Storage.${TYPES[operation]}`,
    id: randomUUID(),
    data: {
      api: APIS[operation],
      requestId: randomUUID(),
      ...(operation !== "deleted" && { eTag, contentLength: size }),
      contentType,
      blobType: "BlockBlob",
      url: urlOf(container, key),
      sequencer: sequence.toString(16).toUpperCase().padStart(48, "0"),
      storageDiagnostics: { batchId: randomUUID() },
    },
    dataVersion: "",
    metadataVersion: "1",
    eventTime: gridTime(at),
    ...native,
  };
}
