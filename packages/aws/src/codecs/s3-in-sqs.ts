import type { Reading, RecordCodec } from "onefn/provider";
import type { LambdaContext } from "../native.js";
import { bucketMessageIn, sourcesIn } from "./bucket-message.js";
import { queueOf, type SqsEvent, type SqsRecord, type SqsResult, sqsQueue } from "./sqs-queue.js";

/** A record as what a bucket sent to the queue: by itself, through a topic or through EventBridge. */
export const s3InSqs: Reading<SqsRecord | null, SqsEvent, LambdaContext> = {
  kind: "storage",
  reads: (record) => bucketMessageIn(record, record?.body) !== null,
  origin: (record, { native }) =>
    bucketMessageIn(record, record?.body)?.bucket ??
    `${record?.eventSourceARN ?? queueOf(native)}, in a message that is not an S3 notification`,
  decode: (record) => sourcesIn(record, record?.body),
};

/**
 * Amazon SQS, for queues that only receive notifications from buckets.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ways-to-add-notification-config-to-bucket.html
 */
export const sqsFromS3: RecordCodec<SqsEvent, SqsRecord | null, SqsResult, LambdaContext> = {
  ...sqsQueue,
  readings: [s3InSqs],
};
