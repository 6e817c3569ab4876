import { controlMessage, type LogsEvent, lineId, logLine, logsEvent } from "./batch.js";

/** Where lines come from. */
export interface LogsEventOptions {
  /** The log group. Default: `/aws/lambda/shop`. */
  readonly group?: string | undefined;
  /** The log stream. Default: `main`. */
  readonly stream?: string | undefined;
  /** When they were logged. Default: now. */
  readonly time?: Date | undefined;
}

/**
 * Builds the event of a subscription of CloudWatch Logs. A line that is no text is written as JSON.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an empty line.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample
 * @example
 * const event = logs(["started", { level: "error", message: "no stock" }], { group: "/shop" });
 * @trigger logs
 */
export function logs(
  lines: readonly unknown[],
  { group = "/aws/lambda/shop", stream = "main", time = new Date() }: LogsEventOptions = {},
): LogsEvent {
  const at = time.getTime();
  const written = lines.map((data, index) =>
    logLine(`line ${index + 1} of ${lines.length}`, { data }, { id: lineId(at), at }),
  );
  return logsEvent(written, { group, stream });
}

/**
 * Builds the control message by which CloudWatch Logs checks that a function can be reached.
 * @trigger logs
 */
export function logsControl(): LogsEvent {
  return controlMessage(Date.now());
}
