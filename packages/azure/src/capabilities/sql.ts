import type { Capabilities } from "onefn/provider";
import { parsedItems } from "./parsed.js";
import { gap, how, noDeadline, ownTrigger } from "./words.js";

const TRIGGER =
  "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-azure-sql-trigger";
const DESIGN = "https://github.com/Azure/azure-functions-sql-extension/blob/main/docs/TriggerBinding.md";

/** Azure SQL. */
export const sql: Readonly<Record<string, Capabilities>> = {
  sql: {
    ...parsedItems,
    waitUntil: how("awaited before the invocation ends"),
    deadline: noDeadline,
    unknownEvents: ownTrigger(TRIGGER),
    mixedBatches: gap("A function is registered with one table.", TRIGGER),
    partialFailure: gap("The host runs a failed batch again with all of its changes.", DESIGN),
    attempt: gap("A change does not say how often it was delivered.", TRIGGER),
    retryAfter: gap("The host reads failed rows again when their leases end, after a minute.", DESIGN),
    reject: gap("The host skips a change after five attempts, not on request.", DESIGN),
    before: gap(
      "Change tracking keeps no rows: an update has the row as it is now, and a delete its primary key.",
      "https://github.com/Azure/azure-functions-sql-extension/issues/650",
    ),
    someItems: gap("An update always has the row as it is now.", DESIGN),
    changedAt: gap("A change has no time.", TRIGGER),
    uniqueIds: gap(
      "A change has no id or number. Its id is made of what it says, so a row that becomes again what it was has the same one.",
      TRIGGER,
    ),
  },
};
