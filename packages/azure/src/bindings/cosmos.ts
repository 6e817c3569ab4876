import { app, type CosmosDBv4FunctionOptions } from "@azure/functions";
import type { ChangeFunction } from "onefn";
import { checkOption, checkOptions, type OptionChecks } from "onefn/provider";
import { adapt } from "../change/cosmos.js";
import { AZURE_OPTIONS } from "../options.js";
import type { TriggerBinding } from "../trigger-binding.js";
import { NAME, OBJECT } from "./checks.js";
import { placed } from "./placing.js";
import { RETRY, type RetryPolicy } from "./retry-policy.js";

/**
 * The container that triggers change functions.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-cosmosdb-v2-trigger
 */
export interface CosmosOptions {
  /** The app setting with the connection string, or the prefix of the settings of an identity-based connection. */
  readonly connection: string;
  /** The database's name, or an app setting such as `%DATABASE%`. */
  readonly database: string;
  /** The container's name, or an app setting. Default: the function's `table`. */
  readonly container?: string | undefined;
  /**
   * `"LatestVersion"`: the latest version of each document, without deletes and without the document before.
   * `"AllVersionsAndDeletes"`: every change, which the account must keep by continuous backups. Default: `"LatestVersion"`.
   */
  readonly mode?: "LatestVersion" | "AllVersionsAndDeletes" | undefined;
  /** The members of a document that are its partition key, for the `key` of a change. Default: the `id` alone. */
  readonly key?: readonly string[] | undefined;
  /** The host's retry policy. Default: none, so a change whose handler fails is lost unless `deadLetter` takes it. */
  readonly retry?: RetryPolicy | undefined;
  /** The trigger's other properties as Azure names them, such as `leaseContainerName` and `startFromBeginning`. */
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
}

const COSMOS_OPTIONS = {
  connection: NAME,
  database: NAME,
  container: NAME,
  mode: [
    (value) => value === "LatestVersion" || value === "AllVersionsAndDeletes",
    '"LatestVersion" or "AllVersionsAndDeletes"',
  ],
  key: AZURE_OPTIONS.key,
  retry: RETRY,
  properties: OBJECT,
} satisfies OptionChecks<CosmosOptions>;

const PLACE = "[onefn/azure] cosmos";

/**
 * The change feed of a container of Azure Cosmos DB as the trigger of change functions, for `register`. By default,
 * `table` of the function names the container.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for invalid options; from `register`, if neither they nor the function name
 * the container.
 * @example
 * register("index", index, cosmos({ connection: "COSMOS", database: "shop", retry }));
 */
export function cosmos(options: CosmosOptions): TriggerBinding<ChangeFunction> {
  checkOptions(PLACE, options, COSMOS_OPTIONS);
  const { connection, database, container, mode, key, retry, properties } = options;
  checkOption(connection, PLACE, "connection", "the name of an app setting");
  checkOption(database, PLACE, "database", "the name of a database");
  return {
    connect(name, functions, adaptOptions) {
      const named = { at: PLACE, option: "container", place: container, claim: "table" } as const;
      const { place, options: own } = placed(named, functions, adaptOptions);
      const binding = {
        ...properties,
        connection,
        databaseName: database,
        containerName: place,
        ...(mode && { changeFeedMode: mode }),
        ...(retry && { retry }),
        handler: adapt(functions, { ...own, ...(key && { key }) }),
      };
      // The library's types know the modes by its own enum.
      app.cosmosDB(name, binding as CosmosDBv4FunctionOptions);
    },
  };
}
