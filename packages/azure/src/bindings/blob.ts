import { app } from "@azure/functions";
import type { StorageFunction } from "onefn";
import { checkOption, checkOptions, type OptionChecks } from "onefn/provider";
import { adapt } from "../storage/blob.js";
import type { TriggerBinding } from "../trigger-binding.js";
import { NAME } from "./checks.js";
import { placed } from "./placing.js";

/**
 * The container that triggers storage functions.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-blob-trigger
 */
export interface BlobOptions {
  /** The app setting with the connection string, or the prefix of the settings of an identity-based connection. */
  readonly connection: string;
  /** The container's name, or an app setting such as `%UPLOADS%`. Default: the function's `bucket`. */
  readonly container?: string | undefined;
  /**
   * The names to listen to, in Azure's notation, such as `photos/{name}.jpg`: other blobs are not read. It may not name a
   * part `blobTrigger`, `uri`, `properties` or `metadata`. Default: `{name}`, every blob.
   */
  readonly path?: string | undefined;
  /**
   * How the host notices blobs. `"EventGrid"` is faster, and needs a subscription that you create. Default: it reads
   * logs and lists the container.
   */
  readonly source?: "EventGrid" | "LogsAndContainerScan" | undefined;
}

/** Parts of a path that would take the place of what the host says of the blob. */
const TAKEN = /\{(?:blobTrigger|uri|properties|metadata)\}/i;

const BLOB_OPTIONS = {
  connection: NAME,
  container: NAME,
  path: [
    (value) => typeof value === "string" && value !== "" && !TAKEN.test(value),
    "a pattern without {blobTrigger}, {uri}, {properties} and {metadata}",
  ],
  source: [
    (value) => value === "EventGrid" || value === "LogsAndContainerScan",
    '"EventGrid" or "LogsAndContainerScan"',
  ],
} satisfies OptionChecks<BlobOptions>;

const PLACE = "[onefn/azure] blob";

/**
 * A container of Azure Storage as the trigger of storage functions, for `register`. By default, `bucket` of the function
 * names the container.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for invalid options; from `register`, if neither they nor the function name
 * the container.
 * @example
 * register("thumbnails", thumbnails, blob({ connection: "AzureWebJobsStorage" }));
 */
export function blob(options: BlobOptions): TriggerBinding<StorageFunction> {
  checkOptions(PLACE, options, BLOB_OPTIONS);
  const { connection, container, path = "{name}", source } = options;
  checkOption(connection, PLACE, "connection", "the name of an app setting");
  return {
    connect(name, functions, adaptOptions) {
      const named = { at: PLACE, option: "container", place: container, claim: "bucket" } as const;
      const { place, options: own } = placed(named, functions, adaptOptions);
      const binding = {
        connection,
        path: `${place}/${path}`,
        ...(source && { source }),
        // As text, the library would parse the content.
        dataType: "binary",
        handler: adapt(functions, own),
      };
      app.storageBlob(name, binding);
    },
  };
}
