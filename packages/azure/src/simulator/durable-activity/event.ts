import { randomUUID } from "node:crypto";
import { calledWith, type TriggeredEvent } from "../called-event.js";

/** How the activity was called. */
export interface DurableActivityEventOptions {
  /** The id of the orchestration. Default: a new one. */
  readonly instanceId?: string | undefined;
}

/**
 * What the library calls an activity of Durable Functions with. Log lines of the context are dropped.
 *
 * @param given the input, any JSON value. Default: none.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/durable/durable-functions-bindings#activity-trigger
 * @example
 * const { input, context } = durableActivity({ card: "visa", amount: 3 });
 * const receipt = await adapt(charge)(input, context);
 * @trigger durable-activity
 */
export function durableActivity(given?: unknown, options: DurableActivityEventOptions = {}): TriggeredEvent {
  const { instanceId = randomUUID() } = options;
  return calledWith(given, {
    trigger: { type: "activityTrigger" },
    metadata: { instanceId: { json: JSON.stringify(instanceId) } },
  });
}
