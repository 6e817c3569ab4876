import type { Capabilities } from "onefn/provider";

const GRID = "https://learn.microsoft.com/en-us/azure/event-grid";

/** What webhooks of Azure Event Grid cannot do. */
export const eventGridGaps: Capabilities = {
  order: { supported: false, reason: "Event Grid keeps no order.", source: `${GRID}/delivery-and-retry` },
  attempt: {
    supported: false,
    reason: "An event does not tell it. A header of the request has a count, for all of its events together.",
    source: `${GRID}/receive-events`,
  },
  retryAfter: {
    supported: false,
    reason: "Event Grid's own schedule says when it sends an event again.",
    source: `${GRID}/delivery-and-retry#retry-schedule`,
  },
  partialFailure: {
    supported: false,
    reason:
      "One status answers all events of a request. onefn handles every event, then has all sent again if any failed.",
    source: `${GRID}/delivery-and-retry#message-delivery-status`,
  },
  reject: {
    supported: false,
    reason: "A status that gives one event up would give up all of its request.",
    source: `${GRID}/delivery-and-retry#dead-letter-events`,
  },
  largeBatches: {
    supported: false,
    reason: "A batch has at most 5,000 events and 1 MB.",
    source: `${GRID}/delivery-and-retry#output-batching`,
  },
  concurrentKeys: {
    supported: false,
    reason:
      "An event is read before it is known which function handles it, so the lowest concurrency of all event functions " +
      "counts for a batch.",
    source: `${GRID}/event-schema`,
  },
  besideMessages: {
    supported: false,
    reason: "Event Grid delivers events, not messages.",
    source: `${GRID}/event-schema`,
  },
  eventSources: {
    supported: false,
    reason: "In Event Grid's own schema, the source of an event is its topic.",
    source: `${GRID}/event-schema`,
  },
};
