import type { Reading, RecordCodec } from "onefn/provider";
import type { LambdaContext } from "../native.js";
import { bucketMessageIn, sourcesIn } from "./bucket-message.js";
import { type SnsEvent, type SnsRecord, snsTopic } from "./sns-topic.js";

/** A record as what a bucket sent to the topic: by itself or through EventBridge. */
export const s3InSns: Reading<SnsRecord | null, SnsEvent, LambdaContext> = {
  kind: "storage",
  reads: (record) => bucketMessageIn(record, record?.Sns?.Message) !== null,
  origin: (record) =>
    bucketMessageIn(record, record?.Sns?.Message)?.bucket ??
    `${record?.Sns?.TopicArn ?? ""}, in a message that is not an S3 notification`,
  decode: (record) => sourcesIn(record, record?.Sns?.Message),
};

/**
 * Amazon SNS, for topics that only receive notifications from buckets.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ways-to-add-notification-config-to-bucket.html
 */
export const snsFromS3: RecordCodec<SnsEvent, SnsRecord | null, null, LambdaContext> = {
  ...snsTopic,
  readings: [s3InSns],
};
