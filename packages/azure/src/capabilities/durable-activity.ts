import type { Capabilities } from "onefn/provider";
import { gap, how, NODE, noDeadline } from "./words.js";

const ERRORS = "https://github.com/Azure/azure-functions-durable-js/issues/18";
const ACTIVITY =
  "https://learn.microsoft.com/en-us/azure/azure-functions/durable/durable-functions-bindings#activity-trigger";

/** Activities of Durable Functions. */
export const durableActivity: Readonly<Record<string, Capabilities>> = {
  "durable-activity": {
    waitUntil: how("awaited before the activity ends"),
    deadline: noDeadline,
    disconnect: gap("The host does not tell an activity that its orchestration was terminated.", NODE),
    errorData: gap(
      "The orchestrator gets the message of an error. Put what it needs into the message.",
      ERRORS,
    ),
    severalTasks: gap(
      "An input has no place for a task's name: each activity is one task, which its name can choose.",
      ACTIVITY,
    ),
  },
};
