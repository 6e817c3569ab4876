import type { CloudEventSource, RecordCodec } from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { settleTogether } from "./settle-together.js";
import { timeIn } from "./time.js";

/**
 * A change of an alarm's state, as CloudWatch sends it to a function that is an action of the alarm.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
 */
export interface AlarmEvent {
  readonly alarmArn: string;
  readonly alarmData: unknown;
  readonly source?: string | undefined;
  readonly accountId?: string | undefined;
  readonly region?: string | undefined;
  /** With a zone that has no colon, such as `2023-08-04T12:36:15.490+0000`. */
  readonly time?: string | undefined;
}

/**
 * Source, type, subject and data are those that the alarm has through EventBridge, so that one function may take both.
 */
class AlarmSource implements CloudEventSource {
  readonly record: AlarmEvent;
  readonly id: string;

  constructor(event: AlarmEvent) {
    this.record = event;
    // CloudWatch gives a change no id. An alarm changes its state once at any time.
    this.id = `${event.alarmArn}@${event.time}`;
  }

  source(): string {
    return this.record.source ?? "aws.cloudwatch";
  }
  type(): string {
    return "CloudWatch Alarm State Change";
  }
  subject(): string {
    return this.record.alarmArn;
  }
  time(): Date | undefined {
    return timeIn(String(this.record.time).replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  }
  data(): unknown {
    return this.record.alarmData;
  }
  contentType(): string {
    return "application/json";
  }
  extensions(): Readonly<Record<string, unknown>> {
    const { accountId: account, region } = this.record;
    return { account, region };
  }
}

/** Alarms of Amazon CloudWatch whose action is the function. */
export const alarm: RecordCodec<AlarmEvent, AlarmEvent, null, LambdaContext> = {
  trigger: "alarm",
  matches(native) {
    const { alarmArn, alarmData } = asRecord(native);
    return typeof alarmArn === "string" && Object(alarmData) === alarmData;
  },
  records: (event) => [event],
  readings: [
    { kind: "event", origin: ({ alarmArn }) => alarmArn, decode: (event) => new AlarmSource(event) },
  ],
  settle: settleTogether,
};
