import { app, trigger } from "@azure/functions";
import type { TaskFunction } from "onefn";
import { adapt } from "../task/durable-activity.js";
import type { TriggerBinding } from "../trigger-binding.js";

/**
 * An orchestrator of Durable Functions as the trigger of a task, for `register`. The orchestrator calls the activity by the
 * name that it is registered with; of several tasks, that name chooses.
 *
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/durable/durable-functions-bindings#activity-trigger
 * @example
 * register("charge", charge, durableActivity());
 */
export function durableActivity(): TriggerBinding<TaskFunction> {
  return {
    connect(name, functions, adaptOptions) {
      app.generic(name, {
        trigger: trigger.generic({ type: "activityTrigger" }),
        handler: adapt(functions, adaptOptions),
      });
    },
  };
}
