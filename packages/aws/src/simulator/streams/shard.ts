import {
  type BrokerOptions,
  createBroker,
  type Load,
  type RecordDeployment,
  type RecordOptions,
} from "onefn/simulator";
import type { LambdaAnswer, LambdaHost } from "../host.js";
import { eventSourceMapping } from "../lambda/event-source-mapping.js";
import { startRecords } from "../lambda/start-records.js";
import { settleBatch } from "../sqs/batch-response.js";
import { BACKOFF, orderedBy } from "./order.js";

/** Bytes around the records in an event's JSON. */
const EVENT_FRAME = 64;

/** What a stream's shard keeps for a record. */
interface InShard {
  /** Its position in the shard, a decimal number. */
  readonly sequenceNumber: string;
}

type Source<Sent, Stored> = Pick<
  BrokerOptions<Sent, Stored, Readonly<Record<string, unknown>>, LambdaAnswer>,
  "trigger" | "accept" | "record"
>;

/**
 * Connects a host's functions to streams with one shard each, through an event source mapping with
 * `ReportBatchItemFailures` and `BisectBatchOnFunctionError`.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export async function deployShards<Sent, Stored extends InShard>(
  host: LambdaHost,
  load: Load,
  given: RecordOptions<Sent>,
  source: Source<Sent, Stored>,
): Promise<RecordDeployment<Sent>> {
  const options = orderedBy(source.trigger, given);
  const running = await startRecords(host, load, options);
  return createBroker({
    ...eventSourceMapping(running, EVENT_FRAME),
    ...source,
    options,
    onePlace: true,
    delay: BACKOFF,
    event: (Records) => ({ Records }),
    settle(answer, deliveries) {
      const numbers = deliveries.map(({ stored }) => stored.sequenceNumber);
      const settlement = settleBatch(answer, numbers, (failed) => fromLowest(numbers, failed));
      return { ...settlement, halved: settlement.refusal !== undefined };
    },
    // The whole shard waits for the next delivery.
    lanes: () => "shard",
  });
}

/** The shard is delivered again from the lowest failed number on. */
function fromLowest(numbers: readonly string[], failed: ReadonlySet<string>) {
  const failing = [...failed].map(BigInt);
  return numbers.map((number) => (failing.some((each) => each <= BigInt(number)) ? "again" : "done"));
}
