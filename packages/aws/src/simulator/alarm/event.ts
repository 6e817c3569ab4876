import { ACCOUNT, arn, REGION } from "../account.js";

/** The states of an alarm. */
export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** What changed, and when. */
export interface AlarmEventOptions {
  /** The new state. Default: `ALARM`. */
  readonly state?: AlarmState | undefined;
  /** The state before. Default: `OK`, or `ALARM` if the new one is `OK`. */
  readonly previousState?: AlarmState | undefined;
  /** Default: one in CloudWatch's words. */
  readonly reason?: string | undefined;
  /** Default: now. */
  readonly time?: Date | undefined;
}

/**
 * Builds the event of an alarm whose action is the function.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html
 * @example
 * const event = alarm("orders-failed", { state: "ALARM" });
 * @trigger alarm
 */
export function alarm(
  name: string,
  {
    state = "ALARM",
    previousState = state === "OK" ? "ALARM" : "OK",
    reason = "Threshold Crossed: 1 datapoint was greater than the threshold (5.0).",
    time = new Date(),
  }: AlarmEventOptions = {},
) {
  const at = written(time);
  const before = written(new Date(time.getTime() - 60_000));
  const reasonData = JSON.stringify({ version: "1.0", queryDate: before, recentDatapoints: [] });
  return {
    source: "aws.cloudwatch",
    alarmArn: arn("cloudwatch", `alarm:${name}`),
    accountId: ACCOUNT,
    time: at,
    region: REGION,
    alarmData: {
      alarmName: name,
      state: { value: state, reason, timestamp: at },
      previousState: { value: previousState, reason, reasonData, timestamp: before },
      configuration: { description: "", metrics: [] },
    },
  };
}

/** CloudWatch writes the zone without a colon. */
function written(time: Date): string {
  return time.toISOString().replace("Z", "+0000");
}
