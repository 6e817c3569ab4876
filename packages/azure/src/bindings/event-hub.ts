import { app } from "@azure/functions";
import type { MessageFunction } from "onefn";
import { checkOption, checkOptions, type OptionChecks } from "onefn/provider";
import { adapt } from "../message/event-hub.js";
import type { TriggerBinding } from "../trigger-binding.js";
import { askForAllEntries } from "./all-entries.js";
import { CARDINALITY, NAME } from "./checks.js";
import { placed } from "./placing.js";
import { RETRY, type RetryPolicy } from "./retry-policy.js";

/**
 * The event hub that triggers message functions.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-event-hubs-trigger
 */
export interface EventHubOptions {
  /** The app setting with the connection string, or the prefix of the settings of an identity-based connection. */
  readonly connection: string;
  /** The hub's name, or an app setting such as `%ORDERS_HUB%`. Default: the function's `from`. */
  readonly hub?: string | undefined;
  /** Default: `$Default`. */
  readonly consumerGroup?: string | undefined;
  /** `"one"` event in an invocation, or `"many"` of one partition. Default: `"many"` for `message.batch`, else `"one"`. */
  readonly cardinality?: "one" | "many" | undefined;
  /** The host's retry policy. Default: none, so an event whose handler fails is lost unless `deadLetter` takes it. */
  readonly retry?: RetryPolicy | undefined;
}

const EVENT_HUB_OPTIONS = {
  connection: NAME,
  hub: NAME,
  consumerGroup: NAME,
  cardinality: CARDINALITY,
  retry: RETRY,
} satisfies OptionChecks<EventHubOptions>;

const PLACE = "[onefn/azure] eventHub";

/**
 * An event hub of Azure as the trigger of message functions, for `register`. By default, `from` of the function names
 * the hub.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for invalid options; from `register`, if neither they nor the function name
 * the hub.
 * @example
 * register("orders", orders, eventHub({ connection: "EVENT_HUBS" }));
 */
export function eventHub(options: EventHubOptions): TriggerBinding<MessageFunction> {
  checkOptions(PLACE, options, EVENT_HUB_OPTIONS);
  const { connection, hub, consumerGroup, cardinality, retry } = options;
  checkOption(connection, PLACE, "connection", "the name of an app setting");
  return {
    connect(name, functions, adaptOptions) {
      const named = { at: PLACE, option: "hub", place: hub, claim: "from" } as const;
      const { place, fn, options: own } = placed(named, functions, adaptOptions);
      const binding = {
        connection,
        eventHubName: place,
        cardinality: cardinality ?? (fn?.batch ? "many" : "one"),
        // The library parses texts as JSON: `"1"` would be a number, and long numbers would lose digits.
        dataType: "binary",
        ...(consumerGroup && { consumerGroup }),
        ...(retry && { retry }),
        handler: adapt(functions, own),
      };
      if (binding.cardinality === "many") askForAllEntries();
      app.eventHub(name, binding);
    },
  };
}
