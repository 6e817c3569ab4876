import type { Capabilities } from "onefn/provider";
import { invokedAsynchronously } from "./eventbridge.js";
import { gap, how, LAMBDA } from "./words.js";

const SCHEDULER = "https://docs.aws.amazon.com/scheduler/latest/UserGuide";

const scheduled: Capabilities = {
  ...invokedAsynchronously,
  cron: gap(
    "EventBridge does not send the expression of a schedule. Functions are found by the names of schedules.",
    `${SCHEDULER}/managing-schedule-context-attributes.html`,
  ),
  timezone: how("with EventBridge Scheduler; the rules of EventBridge run in UTC"),
};

/** Schedules of EventBridge Scheduler, without and with an input. The rules of EventBridge are as those without. */
export const schedules: Readonly<Record<string, Capabilities>> = {
  scheduler: scheduled,
  "scheduler-input": {
    ...scheduled,
    bareTicks: gap(
      "The data of a tick is the whole input of its schedule, with the keywords that Scheduler has filled in.",
      `${SCHEDULER}/managing-schedule-context-attributes.html`,
    ),
    scheduledAt: how("if the input has <aws.scheduler.scheduled-time>"),
    wrongKinds: gap(
      "An input has no shape of its own. Where no function is a schedule, it is an unknown event.",
      `${LAMBDA}/with-eventbridge-scheduler.html`,
    ),
  },
};
