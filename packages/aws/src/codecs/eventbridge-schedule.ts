import { type Call, lateness, type Reading, type RecordCodec, type ScheduleSource } from "onefn/provider";
import type { LambdaContext } from "../native.js";
import { bus } from "./bus.js";
import { Enveloped, type EventBridgeEvent } from "./eventbridge-envelope.js";
import { scheduleNames } from "./schedule-names.js";

/** A run of a rule with a schedule, or of a schedule without an input. */
class ScheduledEvent extends Enveloped implements ScheduleSource {
  readonly options: Call["options"];

  constructor(event: EventBridgeEvent, { options }: Pick<Call, "options">) {
    super(event);
    this.options = options;
  }

  get record(): EventBridgeEvent {
    return this.event;
  }
  override source(): string {
    return arnOf(this.event);
  }
  /** `com.amazonaws.events.scheduled` or `com.amazonaws.scheduler.scheduled`. */
  override type(): string {
    return `${this.event.source.replace("aws.", "com.amazonaws.")}.scheduled`;
  }
  override subject(): string | undefined {
    return scheduleNames(arnOf(this.event)).at(-1);
  }
  scheduledAt(): Date | undefined {
    return this.time();
  }
  late(): number | undefined {
    const at = this.time();
    return at && lateness(at, this);
  }
  /** EventBridge does not send the expression. */
  cron(): undefined {
    return undefined;
  }
}

/** Whether a schedule caused an event. Only AWS can put events whose source begins with `aws.`. */
function isScheduled(event: EventBridgeEvent): boolean {
  return (
    event["detail-type"] === "Scheduled Event" &&
    (event.source === "aws.events" || event.source === "aws.scheduler")
  );
}

/** The ARN of the rule or the schedule, or an empty string. */
function arnOf({ resources }: EventBridgeEvent): string {
  return Array.isArray(resources) ? String(resources[0] ?? "") : "";
}

/** An event of a bus as the run of a schedule. */
export const scheduledEvent: Reading<EventBridgeEvent, EventBridgeEvent, LambdaContext> = {
  kind: "schedule",
  byName: true,
  reads: isScheduled,
  origin: arnOf,
  names: scheduleNames,
  decode: (event, _, call) => new ScheduledEvent(event, call),
};

/**
 * Rules of Amazon EventBridge with a schedule, and schedules of EventBridge Scheduler without an input.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html
 */
export const eventbridgeSchedule: RecordCodec<EventBridgeEvent, EventBridgeEvent, null, LambdaContext> = {
  ...bus,
  readings: [scheduledEvent],
};
