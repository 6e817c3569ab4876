import { app } from "@azure/functions";
import type { MessageFunction } from "onefn";
import { checkOption, checkOptions, type OptionChecks } from "onefn/provider";
import { adapt } from "../message/storage-queue.js";
import type { TriggerBinding } from "../trigger-binding.js";
import { NAME } from "./checks.js";
import { placed } from "./placing.js";

/**
 * The storage queue that triggers message functions.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-queue-trigger
 */
export interface StorageQueueOptions {
  /** The app setting with the connection string, or the prefix of the settings of an identity-based connection. */
  readonly connection: string;
  /** The queue's name, or an app setting such as `%ORDERS_QUEUE%`. Default: the function's `from`. */
  readonly queue?: string | undefined;
}

const STORAGE_QUEUE_OPTIONS = { connection: NAME, queue: NAME } satisfies OptionChecks<StorageQueueOptions>;

const PLACE = "[onefn/azure] storageQueue";

/**
 * A queue of Azure Storage as the trigger of message functions, for `register`. By default, `from` of the function names
 * the queue.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for invalid options; from `register`, if neither they nor the function name
 * the queue.
 * @example
 * register("orders", orders, storageQueue({ connection: "AzureWebJobsStorage" }));
 */
export function storageQueue(options: StorageQueueOptions): TriggerBinding<MessageFunction> {
  checkOptions(PLACE, options, STORAGE_QUEUE_OPTIONS);
  const { connection, queue } = options;
  checkOption(connection, PLACE, "connection", "the name of an app setting");
  return {
    connect(name, functions, adaptOptions) {
      const { place, options: own } = placed(
        { at: PLACE, option: "queue", place: queue, claim: "from" },
        functions,
        adaptOptions,
      );
      // The library parses texts as JSON: `"1"` would be a number, and long numbers would lose digits.
      const binding = { connection, queueName: place, dataType: "binary", handler: adapt(functions, own) };
      app.storageQueue(name, binding);
    },
  };
}
