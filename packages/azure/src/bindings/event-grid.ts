import { app, trigger } from "@azure/functions";
import type { EventFunction, StorageFunction } from "onefn";
import { checkOptions, type OptionChecks } from "onefn/provider";
import { adapt } from "../event/event-grid.js";
import type { TriggerBinding } from "../trigger-binding.js";
import { CARDINALITY } from "./checks.js";

/**
 * How Event Grid triggers event and storage functions. The event subscription says which events, and in which schema.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-event-grid-trigger
 */
export interface EventGridOptions {
  /** `"one"` event in an invocation, or `"many"`, which are delivered again together if one fails. Default: `"one"`. */
  readonly cardinality?: "one" | "many" | undefined;
}

const EVENT_GRID_OPTIONS = { cardinality: CARDINALITY } satisfies OptionChecks<EventGridOptions>;

/**
 * A subscription of Azure Event Grid as the trigger of event and storage functions, for `register`.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for invalid options.
 * @example
 * register("welcome", welcome, eventGrid());
 */
export function eventGrid(options: EventGridOptions = {}): TriggerBinding<EventFunction | StorageFunction> {
  checkOptions("[onefn/azure] eventGrid", options, EVENT_GRID_OPTIONS);
  const { cardinality = "one" } = options;
  return {
    connect(name, functions, adaptOptions) {
      app.generic(name, {
        trigger: trigger.generic({ type: "eventGridTrigger", cardinality }),
        handler: adapt(functions, adaptOptions) as never,
      });
    },
  };
}
