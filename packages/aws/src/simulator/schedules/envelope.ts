import { ACCOUNT, arn, REGION } from "../account.js";

/** A run of a rule or a schedule. */
export interface ScheduledRun {
  readonly id: string;
  /** The ARN of the rule or the schedule. */
  readonly arn: string;
  /** The planned time, in milliseconds since the epoch. */
  readonly at: number;
}

/** The ARN of a rule on the default bus. */
export function ruleArn(name: string): string {
  return arn("events", `rule/${name}`);
}

/** The ARN of a schedule. */
export function scheduleArn(name: string, group: string): string {
  return arn("scheduler", `schedule/${group}/${name}`);
}

/**
 * What a rule sends that runs on a schedule.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
 */
export function ruleEvent(run: ScheduledRun) {
  return { ...envelope("aws.events", run), detail: {} };
}

/** What EventBridge Scheduler sends for a schedule without an input. Its detail is a text. */
export function schedulerEvent(run: ScheduledRun) {
  return { ...envelope("aws.scheduler", run), detail: "{}" };
}

function envelope(source: string, { id, arn: resource, at }: ScheduledRun) {
  return {
    version: "0",
    id,
    "detail-type": "Scheduled Event" as const,
    source,
    account: ACCOUNT,
    time: timeOf(at),
    region: REGION,
    resources: [resource],
  };
}

/** A planned time as EventBridge writes it: whole seconds. A run by hand may be planned for any millisecond. */
export function timeOf(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}
