import { randomUUID } from "node:crypto";
import {
  createBroker,
  createClock,
  createSchedules,
  type OutgoingTick,
  type ScheduleWire,
  scheduleNamed,
} from "onefn/simulator";
import { capabilities } from "../../capabilities.js";
import type { LambdaHost } from "../host.js";
import { invokeAsynchronously } from "../lambda/asynchronous.js";
import { startRecords } from "../lambda/start-records.js";
import { type ScheduledRun, scheduleArn, schedulerEvent, timeOf } from "./envelope.js";
import { filledIn } from "./event.js";

/** What a schedule sends, and the id that its handler sees. */
interface Sent {
  readonly id: string;
  readonly event: unknown;
}

/** A schedule without an input. */
export const withoutInput = {
  trigger: "scheduler",
  sent: (run: ScheduledRun): Sent => ({ id: run.id, event: schedulerEvent(run) }),
};

/** A schedule with an input that has the keywords of Scheduler. */
export const withInput = {
  trigger: "scheduler-input",
  sent: (run: ScheduledRun): Sent => ({
    id: `${run.arn}@${timeOf(run.at)}`,
    event: filledIn(INPUT, run),
  }),
};

const INPUT = {
  "schedule-arn": "<aws.scheduler.schedule-arn>",
  "scheduled-time": "<aws.scheduler.scheduled-time>",
  "execution-id": "<aws.scheduler.execution-id>",
  "attempt-number": "<aws.scheduler.attempt-number>",
};

/**
 * Connects a host's functions to schedules of EventBridge Scheduler, which have the functions' names.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html
 */
export function createSchedulerWire({ trigger, sent }: typeof withoutInput, host: LambdaHost): ScheduleWire {
  return {
    kind: "schedule",
    shape: "records",
    trigger,
    capabilities: capabilities[trigger] ?? {},
    result: { reason: "Lambda ignores the result of an asynchronous invocation." },
    async deploy(load, options = {}) {
      const { clock = createClock() } = options;
      const running = await startRecords(host, load, { ...options, clock });
      const broker = createBroker({
        trigger,
        from: "onefn/aws",
        running,
        options: { ...options, clock },
        ...invokeAsynchronously(running),
        place: (to) => scheduleNamed(load, to),
        accept({ scheduledAt }: OutgoingTick, { to: name, now }) {
          const at = scheduledAt?.getTime() ?? now;
          const { id, event } = sent({ id: randomUUID(), arn: scheduleArn(name, "default"), at });
          return { id, stored: event };
        },
        record: ({ stored }) => stored,
        event: ([event]) => event,
      });
      return createSchedules(broker, { load, clock });
    },
  };
}
