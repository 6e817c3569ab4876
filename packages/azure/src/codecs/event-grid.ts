import { failTogether, type GridRecord, gridReadings, type RecordCodec } from "onefn/provider";
import type { Invocation } from "../native.js";
import { invocationContext } from "./invocation-context.js";
import { isTriggeredBy } from "./triggered.js";

/**
 * Topics of Azure Event Grid, as `eventGridTrigger` delivers events, in either schema, with cardinality `one` or `many`.
 * Event Grid sends an event again whose invocation failed.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-event-grid-trigger
 */
export const eventGrid: RecordCodec<unknown, GridRecord | null, void, Invocation> = {
  trigger: "event-grid",
  matches: (_, { context }) => isTriggeredBy("eventGridTrigger", context),
  records: (native) => (Array.isArray(native) ? native : [native]),
  readings: gridReadings,
  settle: failTogether,
  context: invocationContext,
};
