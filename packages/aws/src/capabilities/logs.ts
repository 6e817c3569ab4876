import type { Capabilities } from "onefn/provider";
import { invokedAsynchronously } from "./eventbridge.js";
import { gap } from "./words.js";

const SUBSCRIPTIONS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html";

const { batch: _, ...repeated } = invokedAsynchronously;

/** Subscriptions of log groups. */
export const logs: Readonly<Record<string, Capabilities>> = {
  logs: {
    ...repeated,
    partialFailure: gap("Lambda repeats an asynchronous invocation as a whole.", SUBSCRIPTIONS),
    concurrentKeys: gap(
      "A line is read before it is known which function handles it, so the lowest concurrency of all event functions counts.",
      SUBSCRIPTIONS,
    ),
    besideMessages: gap("A subscription delivers lines of a log, not messages.", SUBSCRIPTIONS),
    mixedBatches: gap("An event has lines of one log group.", SUBSCRIPTIONS),
    eventTypes: gap(
      "A line has no type. Functions are chosen by the log group, which is the source.",
      SUBSCRIPTIONS,
    ),
    eventSources: gap("The source of a line is its log group.", SUBSCRIPTIONS),
    subjects: gap("The subject of a line is its log stream.", SUBSCRIPTIONS),
    jsonData: gap("A line is text. It is read as JSON if the function has a schema.", SUBSCRIPTIONS),
    listData: gap("A line is text. It is read as JSON if the function has a schema.", SUBSCRIPTIONS),
    anyData: gap("A line is text of at least one character.", SUBSCRIPTIONS),
  },
};
