import { type CloudEventSource, OnefnError, type RecordCodec } from "onefn/provider";
import { asRecord, type LambdaContext } from "../native.js";
import { bytesOf } from "./base64.js";
import { settleTogether } from "./settle-together.js";
import { undecodable } from "./undecodable.js";

/**
 * Lines of a log group, as a subscription of CloudWatch Logs sends them: JSON, compressed by gzip, in base64.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample
 */
export interface LogsEvent {
  readonly awslogs: { readonly data: string };
}

/** What is in a {@link LogsEvent}. */
interface LogBatch {
  readonly messageType?: string | undefined;
  readonly owner?: string | undefined;
  readonly logGroup: string;
  readonly logStream?: string | undefined;
  readonly logEvents: readonly (LogEvent | null)[];
}

/** One line of a log. */
export interface LogEvent {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
  /** The fields that the subscription's filter pattern has found in the line. */
  readonly extractedFields?: Readonly<Record<string, string | null>> | undefined;
}

/** One line, and the batch that it came in. */
interface LoggedLine {
  readonly line: LogEvent | null;
  readonly batch: LogBatch;
}

/** A line of a log. Its source is the log group, its subject the log stream. */
class LogSource implements CloudEventSource {
  readonly record: LogEvent;
  readonly batch: LogBatch;
  readonly id: string;

  constructor({ line, batch }: LoggedLine) {
    if (typeof line?.id !== "string" || typeof line.message !== "string") {
      throw undecodable("the line has no id or no message");
    }
    this.record = line;
    this.batch = batch;
    this.id = line.id;
  }

  source(): string {
    return this.batch.logGroup;
  }
  type(): string {
    return "com.amazonaws.logs.event";
  }
  subject(): string | undefined {
    return this.batch.logStream || undefined;
  }
  time(): Date | undefined {
    const time = new Date(this.record.timestamp);
    return Number.isNaN(time.getTime()) ? undefined : time;
  }
  data(asJson: boolean): unknown {
    if (!asJson) return this.record.message;
    try {
      return JSON.parse(this.record.message);
    } catch {
      // Its error quotes the line, which may hold secrets.
      throw new OnefnError(
        "ONEFN_MESSAGE_UNDECODABLE",
        "the line is not JSON. Let the subscription's filter pattern select the lines that are, or leave the schema out.",
      );
    }
  }
  extensions(): Readonly<Record<string, unknown>> {
    const { owner: account } = this.batch;
    return account === undefined ? {} : { account };
  }
}

/** CloudWatch Logs sends up to 1 MB of lines; gzip can pack a thousand times as much into an event. */
const MOST_BYTES = 16 * 1024 * 1024;

/** @throws OnefnError ONEFN_MALFORMED_EVENT if it is no batch of CloudWatch Logs, or too large when it is inflated. */
function readBatch({ awslogs }: LogsEvent): LogBatch {
  let batch: Readonly<Record<string, unknown>>;
  try {
    // Imported here: only this trigger needs it. It stops as soon as there is more than the limit.
    const { gunzipSync } = process.getBuiltinModule("node:zlib");
    const bytes = gunzipSync(bytesOf(awslogs.data), { maxOutputLength: MOST_BYTES });
    batch = asRecord(JSON.parse(bytes.toString("utf8")));
  } catch (error) {
    throw asRecord(error).code === "ERR_BUFFER_TOO_LARGE"
      ? malformed(`has more than ${MOST_BYTES} bytes when it is inflated`)
      : malformed("is not JSON, compressed by gzip and in base64");
  }
  const { logGroup, logEvents } = batch;
  if (typeof logGroup === "string" && Array.isArray(logEvents)) return batch as unknown as LogBatch;
  throw malformed("names no log group, or has no lines");
}

function malformed(what: string): OnefnError {
  return new OnefnError(
    "ONEFN_MALFORMED_EVENT",
    `[onefn/aws] logs: the member awslogs.data ${what}. CloudWatch Logs sends no such event, so check what else may ` +
      "invoke the function.",
  );
}

/**
 * Subscriptions of Amazon CloudWatch Logs.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
export const logs: RecordCodec<LogsEvent, LoggedLine, null, LambdaContext, LogBatch> = {
  trigger: "logs",
  matches: (native) => typeof asRecord(asRecord(native).awslogs).data === "string",
  open: ({ native }) => readBatch(native),
  // A control message only asks whether the function can be reached.
  records: (batch) =>
    batch.messageType === "CONTROL_MESSAGE" ? [] : batch.logEvents.map((line) => ({ line, batch })),
  readings: [
    {
      kind: "event",
      origin: ({ batch }) => batch.logGroup,
      decode: (logged) => new LogSource(logged),
    },
  ],
  settle: settleTogether,
};
