import type { Capabilities } from "onefn/provider";
import { gap, how, noDeadline, ownTrigger, RETRIES } from "./words.js";

const TRIGGER = "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-timer";

/** Timers, with a retry policy. */
export const timer: Readonly<Record<string, Capabilities>> = {
  timer: {
    waitUntil: how("awaited before the invocation ends"),
    deadline: noDeadline,
    scheduledAt: how("with intervals of a minute or more, and unless the timer has `useMonitor: false`"),
    redelivery: how("with a retry policy, until its attempts are used up"),
    unknownEvents: ownTrigger(TRIGGER),
    attempt: gap("A tick does not say how often its run was tried.", `${TRIGGER}#usage`),
    batch: gap("Each run is an invocation.", TRIGGER),
    timezone: gap(
      "The app setting WEBSITE_TIME_ZONE is the time zone of all timers of an app. Without it that is UTC.",
      `${TRIGGER}#ncrontab-time-zones`,
    ),
    retryAfter: gap("Only the function's retry policy says how long to wait.", RETRIES),
    reject: gap("The host gives up a run when its retry policy's attempts are used up.", RETRIES),
  },
};
