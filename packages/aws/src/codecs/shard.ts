import type { Call, LaneOf, Reading, RecordCodec, Settled } from "onefn/provider";
import { asRecord, firstOf, type LambdaContext, recordsIn } from "../native.js";
import type { AwsOptions } from "../options.js";
import { failWithoutPartialResponses } from "./partial-response.js";

/** Records from one shard of a stream, in order: Lambda's event, or the bare list of EventBridge Pipes. */
export type ShardEvent<Rec> = ShardBatch<Rec> | readonly Rec[];

/** With a tumbling window, there may be no records. */
interface ShardBatch<Rec> {
  readonly Records: readonly Rec[];
  /** Only with a tumbling window. */
  readonly window?: object | undefined;
  readonly state?: object | null | undefined;
  readonly eventSource?: string | undefined;
  readonly eventSourceARN?: string | undefined;
}

/**
 * The result that Lambda reads: the record from which the shard is delivered again, if `ReportBatchItemFailures` is on.
 * With a tumbling window, it also has the state for the next invocation.
 */
export interface ShardResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
  readonly state?: object;
}

/** What the streams of one service have of their own. */
interface Streams<Rec> {
  /** The service's name in ARNs, which is the trigger's too. */
  readonly service: string;
  readonly kind: Reading<Rec>["kind"];
  /** The name in an ARN by which functions claim its records. */
  name(arn: string): string;
  decode(record: Rec | null): ReturnType<Reading<Rec>["decode"]>;
  /** The records of one key stay in order, even with the option `order: "key"`. */
  keyOf(record: Rec | null): string | undefined;
  /** The sequence number of a record. */
  numberOf(record: Rec | null): string | undefined;
}

/** The codec of a service whose streams Lambda reads shard by shard. */
export function shardCodec<Rec extends { readonly eventSourceARN?: string | undefined }>({
  service,
  kind,
  name,
  decode,
  keyOf,
  numberOf,
}: Streams<Rec>): RecordCodec<ShardEvent<Rec>, Rec | null, ShardResult, LambdaContext> {
  return {
    trigger: service,
    matches: (native) => isOfShard(native, service),
    records: recordsIn,
    readings: [
      {
        kind,
        // A null record has no ARN, but all records of an event come from one stream.
        origin: (record, { native }) => record?.eventSourceARN ?? recordsIn(native)[0]?.eventSourceARN ?? "",
        names: (arn) => [name(arn)],
        decode,
      },
    ],
    lanes: ({ options }, concurrency) => lanesOf(options, concurrency, keyOf),
    checkpoint: shardOf,
    settle: (settled, call) => settleShard(settled, call, numberOf),
  };
}

/** Whether an event comes from a shard of a service, such as `kinesis`. */
function isOfShard(native: unknown, service: string): boolean {
  const name = `aws:${service}`;
  if (firstOf(native).eventSource === name) return true;
  const { Records, eventSource, eventSourceARN } = asRecord(native);
  // The last invocation of a window has no records if nothing has arrived.
  const isEmpty = Array.isArray(Records) && Records.length === 0;
  return isEmpty && (eventSource === name || `${eventSourceARN}`.split(":")[2] === service);
}

/** The name of every record's shard: an event has records of one. */
function shardOf(): string {
  return "";
}

/** With the option `order: "key"` and a concurrency, only the records of each key wait for each other. */
function lanesOf<Rec>({ order }: AwsOptions, concurrency: number, keyOf: LaneOf<Rec>): LaneOf<Rec> {
  return order === "key" && concurrency > 1 ? keyOf : shardOf;
}

/** Settles a shard by the lowest number of a failed record. */
function settleShard<Rec>(
  settled: readonly Settled[],
  { native, options }: Pick<Call<ShardEvent<Rec>>, "native" | "options">,
  numberOf: (record: Rec) => string | undefined,
): ShardResult {
  failWithoutPartialResponses(settled, options);
  const { window, state } = native as Partial<ShardBatch<Rec>>;
  const failed = recordsIn(native).filter((_, index) => settled[index]?.type !== "ack");
  return {
    batchItemFailures: failed.length > 0 ? [{ itemIdentifier: lowest(failed.map(numberOf)) }] : [],
    // Without a state, Lambda fails the invocation of a window.
    ...(window && { state: state ?? {} }),
  };
}

const DIGITS = /^\d+$/;

/**
 * Sequence numbers have up to 129 digits, too many for a double. As strings, `99` would sort after `100`. If one of them
 * is no number, the result is empty, which makes Lambda deliver the whole batch again.
 */
function lowest(numbers: readonly (string | undefined)[]): string {
  return numbers
    .map((number) => (number !== undefined && DIGITS.test(number) ? number : ""))
    .reduce((a, b) => (BigInt(b) < BigInt(a) ? b : a));
}

/** The time of a record. Undefined if it has none. */
export function arrivalOf(at: number | undefined): Date | undefined {
  const seconds = Number(at);
  // Some test tools write milliseconds, and so does Kinesis Data Streams for tables.
  return seconds > 0 ? new Date(Math.round(seconds > MILLISECONDS ? seconds : seconds * 1000)) : undefined;
}

/** Larger values are milliseconds: as seconds, this is the year 5138. */
const MILLISECONDS = 1e11;
