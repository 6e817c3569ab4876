import { randomBytes, randomUUID } from "node:crypto";
import { ruleArn, ruleEvent, scheduleArn, schedulerEvent, timeOf } from "./envelope.js";

/** When and by which name a rule or a schedule runs. */
export interface ScheduleEventOptions {
  /** The planned time. Default: now. */
  readonly scheduledAt?: Date | undefined;
}

/** A run of a schedule of EventBridge Scheduler. */
export interface SchedulerEventOptions extends ScheduleEventOptions {
  /** The group of the schedule. Default: `default`. */
  readonly group?: string | undefined;
  /**
   * The input of the schedule: what JSON can write. Keywords in its texts, such as `<aws.scheduler.scheduled-time>`, are
   * filled in. Default: none, and Scheduler sends an event of its own.
   */
  readonly input?: unknown;
}

/**
 * Builds the event of a rule of EventBridge that runs on a schedule.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
 * @example
 * const event = eventBridgeRule("clean-up", { scheduledAt: new Date("2026-03-01T03:30:00Z") });
 * @trigger eventbridge-rule
 */
export function eventBridgeRule(name: string, { scheduledAt = new Date() }: ScheduleEventOptions = {}) {
  return ruleEvent({ id: randomUUID(), arn: ruleArn(name), at: scheduledAt.getTime() });
}

/**
 * Builds what a schedule of EventBridge Scheduler sends to a function: its input, or an event of its own.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html
 * @example
 * const event = scheduler("clean-up", { input: { keep: "30 days", "scheduled-time": "<aws.scheduler.scheduled-time>" } });
 * @trigger scheduler scheduler-input
 */
export function scheduler(
  name: string,
  options?: SchedulerEventOptions & { readonly input?: undefined },
): ReturnType<typeof schedulerEvent>;
export function scheduler(name: string, options: SchedulerEventOptions): unknown;
export function scheduler(
  name: string,
  { scheduledAt = new Date(), group = "default", input }: SchedulerEventOptions = {},
): unknown {
  const arn = scheduleArn(name, group);
  const at = scheduledAt.getTime();
  return input === undefined ? schedulerEvent({ id: randomUUID(), arn, at }) : filledIn(input, { arn, at });
}

/**
 * An input with its keywords filled in.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
export function filledIn(
  input: unknown,
  { arn, at }: { readonly arn: string; readonly at: number },
): unknown {
  const values: Readonly<Record<string, string>> = {
    "schedule-arn": arn,
    "scheduled-time": timeOf(at),
    "execution-id": randomBytes(8).toString("hex"),
    "attempt-number": "1",
  };
  const written = JSON.stringify(input).replace(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (keyword, name: string) => values[name] ?? keyword,
  );
  return JSON.parse(written);
}
