import type { Capabilities } from "onefn/provider";
import { gap, how, noDeadline, ownTrigger } from "./words.js";

const TRIGGER =
  "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-event-grid-trigger";
const DELIVERY = "https://learn.microsoft.com/en-us/azure/event-grid/delivery-and-retry";
const BLOBS = "https://learn.microsoft.com/en-us/azure/event-grid/event-schema-blob-storage";

const grid: Capabilities = {
  waitUntil: how("awaited before the invocation ends"),
  deadline: noDeadline,
  unknownEvents: ownTrigger(TRIGGER),
  order: gap("Event Grid keeps no order.", DELIVERY),
  attempt: gap("The trigger does not tell how often Event Grid has sent an event.", TRIGGER),
  retryAfter: gap(
    "Event Grid's own schedule says when it sends an event again.",
    `${DELIVERY}#retry-schedule`,
  ),
  besideMessages: gap("The trigger delivers events, not messages.", TRIGGER),
  reject: gap("Event Grid gives an event up after its attempts or a day, not on request.", DELIVERY),
};

/** Subscriptions of Event Grid: custom events, and those of Azure Storage. */
export const eventGrid: Readonly<Record<string, Capabilities>> = {
  "event-grid": { ...grid, batch: gap("With cardinality one, each event is an invocation.", TRIGGER) },
  "event-grid-storage": {
    ...grid,
    partialFailure: gap("A failed invocation fails all of its events, which come again together.", TRIGGER),
    largeBatches: gap(
      "A batch has at most 5,000 events and 1 MB.",
      "https://learn.microsoft.com/en-us/azure/event-grid/delivery-and-retry#output-batching",
    ),
    version: gap("An event does not have the blob's version.", BLOBS),
    archived: gap("Event Grid tells that a blob was created or deleted.", BLOBS),
    severalInOne: gap("Each event is of one blob; one that was renamed has two notifications.", BLOBS),
    testNotifications: gap("The host answers the handshake of a subscription itself.", TRIGGER),
  },
};
