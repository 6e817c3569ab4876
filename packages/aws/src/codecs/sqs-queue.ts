import type { RecordCodec } from "onefn/provider";
import { type Batch, firstOf, type LambdaContext, recordsIn } from "../native.js";
import type { AwsOptions } from "../options.js";
import { failWithoutPartialResponses } from "./partial-response.js";
import { hide } from "./visibility.js";

/**
 * A batch of an SQS queue, or the bare list in which EventBridge Pipes delivers one.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html
 */
export type SqsEvent = Batch<SqsRecord>;

/** One message of an SQS queue. */
export interface SqsRecord {
  readonly eventSource?: string;
  readonly messageId: string;
  readonly receiptHandle?: string;
  readonly body: string;
  readonly attributes?: SqsSystemAttributes | undefined;
  readonly messageAttributes?: Readonly<Record<string, SqsAttribute | null | undefined>>;
  readonly eventSourceARN?: string;
}

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
interface SqsSystemAttributes {
  readonly SentTimestamp?: string | undefined;
  readonly ApproximateReceiveCount?: string | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly SequenceNumber?: string | undefined;
  readonly AWSTraceHeader?: string | undefined;
}

interface SqsAttribute {
  readonly dataType?: string;
  readonly stringValue?: string | null | undefined;
  readonly binaryValue?: string | null | undefined;
}

/** What SQS reads from a result: the messages to deliver again. Only with `ReportBatchItemFailures` switched on. */
export interface SqsResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** A batch is of one queue. */
export function queueOf(native: SqsEvent): string {
  return recordsIn(native)[0]?.eventSourceARN ?? "";
}

/** The protocol of a queue: what a batch holds, in which order, and how it is answered. Codecs add what they read. */
export const sqsQueue: Omit<RecordCodec<SqsEvent, SqsRecord | null, SqsResult, LambdaContext>, "readings"> = {
  trigger: "sqs",
  matches: (native) => firstOf(native).eventSource === "aws:sqs",
  records: recordsIn,
  // A standard queue may carry group ids too, for fairness; only a FIFO queue promises order.
  lanes: ({ native }) => (queueOf(native).endsWith(".fifo") ? groupOf : undefined),
  delays: ({ options }) => (options as AwsOptions).visibility !== undefined,
  answer(record, settled, call) {
    const { visibility } = call.options as AwsOptions;
    if (!visibility || settled.type !== "retry" || settled.after === undefined) return undefined;
    const receiptHandles = heldBackBy(record, call.native).map(({ receiptHandle = "" }) => receiptHandle);
    return hide(visibility, { queueArn: queueOf(call.native), receiptHandles, after: settled.after }, call);
  },
  answerCall: () => "ChangeMessageVisibility",
  settle(settled, { native, options }) {
    failWithoutPartialResponses(settled, options);
    const records = recordsIn(native);
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (let index = 0; index < settled.length; index++) {
      // A record without an id cannot be named: the empty name makes SQS deliver the whole batch again.
      if (settled[index]?.type !== "ack")
        batchItemFailures.push({ itemIdentifier: records[index]?.messageId ?? "" });
    }
    return { batchItemFailures };
  },
};

function groupOf(record: SqsRecord | null): string | undefined {
  return record?.attributes?.MessageGroupId;
}

/**
 * The messages that come again with a failed one: of a FIFO queue, all behind it in its group, which the queue holds
 * back as long as one of them is hidden.
 */
function heldBackBy(record: SqsRecord | null, native: SqsEvent): readonly SqsRecord[] {
  if (!record) return [];
  const group = groupOf(record);
  if (group === undefined || !queueOf(native).endsWith(".fifo")) return [record];
  const records = recordsIn(native);
  return records.slice(records.indexOf(record)).filter((each) => groupOf(each) === group);
}
