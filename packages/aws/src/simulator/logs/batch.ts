import { gzipSync } from "node:zlib";
import { OnefnError } from "onefn";
import type { OutgoingEvent } from "onefn/simulator";
import { ACCOUNT } from "../account.js";
import { overridden } from "../sqs/record.js";

/** A line of a log, as a subscription sends it. */
export type LogLine = Readonly<Record<string, unknown>>;

/** The event of a subscription. */
export interface LogsEvent {
  readonly awslogs: { readonly data: string };
}

/** The place of some lines. */
export interface LogPlace {
  readonly group: string;
  readonly stream: string;
}

let made = 0;

/** An id as CloudWatch Logs makes them: 56 digits. */
export function lineId(at: number): string {
  made++;
  return `${BigInt(at) << 64n}${String(made).padStart(20, "0")}`.slice(-56).padStart(56, "3");
}

/**
 * A line with some text. What is no text is written as JSON.
 *
 * @throws OnefnError ONEFN_MESSAGE_INVALID for an empty text, which CloudWatch Logs refuses.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_InputLogEvent.html
 */
export function logLine(
  place: string,
  { data, native = {} }: Pick<OutgoingEvent, "data" | "native">,
  { id, at }: { readonly id: string; readonly at: number },
): LogLine {
  const message = typeof data === "string" ? data : JSON.stringify(data);
  if (!message) {
    throw new OnefnError(
      "ONEFN_MESSAGE_INVALID",
      `[onefn/aws] ${place}: CloudWatch Logs refuses a line without text. Send at least one character.`,
    );
  }
  return overridden({ id, timestamp: at, message }, native);
}

/** The event with some lines of one log stream. */
export function logsEvent(lines: readonly LogLine[], { group, stream }: LogPlace): LogsEvent {
  return packed({
    messageType: "DATA_MESSAGE",
    owner: ACCOUNT,
    logGroup: group,
    logStream: stream,
    subscriptionFilters: ["onefn"],
    logEvents: lines,
  });
}

/** The message by which CloudWatch Logs checks that a function can be reached. */
export function controlMessage(at: number): LogsEvent {
  return packed({
    messageType: "CONTROL_MESSAGE",
    owner: "CloudwatchLogs",
    logGroup: "",
    logStream: "",
    subscriptionFilters: [],
    logEvents: [
      {
        id: "",
        timestamp: at,
        message: "CWL CONTROL MESSAGE: Checking health of destination Lambda function.",
      },
    ],
  });
}

function packed(content: object): LogsEvent {
  return { awslogs: { data: gzipSync(JSON.stringify(content)).toString("base64") } };
}
