import type { AdaptOptions, OptionChecks } from "onefn/provider";
import type { PayloadPlace } from "./codecs/large-payload.js";
import type { VisibilityClient } from "./codecs/visibility.js";

/** Options of this package's `adapt` and `stream`. */
export interface AwsOptions extends AdaptOptions {
  /**
   * Set to true if every rule of the load balancer's listeners that leads to this function signs users in
   * (`authenticate-oidc` or `authenticate-cognito`): `context.auth` then trusts `x-amzn-oidc-data`. Through any other
   * rule a client can send that header itself. Default: false, the header is ignored.
   */
  readonly albAuthenticates?: boolean | undefined;
  /**
   * Whether messages that SNS (without raw message delivery) or EventBridge put into an SQS queue are unwrapped: data,
   * id, source, type, time and attributes are then those of the inner message, while `from`, `attempt` and `key` stay
   * those of the queue. Any other body stays as it is. Default: false.
   */
  readonly unwrap?: boolean | undefined;
  /**
   * With a client of SQS, `retry({ after })` delays a message of SQS: it calls `ChangeMessageVisibility`. The function
   * needs the permissions `sqs:ChangeMessageVisibility` and `sqs:GetQueueUrl`. Default: none; a retry waits for the
   * queue's visibility timeout.
   *
   * @example
   * import { SQS } from "@aws-sdk/client-sqs";
   * export const handler = adapt(orders, { visibility: new SQS() });
   */
  readonly visibility?: VisibilityClient | undefined;
  /**
   * Fetches the payload of a message of SQS or SNS that AWS's extended client library has put into S3. Without it, such
   * a message fails and is delivered again. Who sends to the queue or topic chooses the bucket and the key, so allow the
   * function only the bucket that your senders use. Default: none.
   *
   * @example
   * const payload = async ({ bucket, key }) =>
   *   (await s3.getObject({ Bucket: bucket, Key: key })).Body.transformToByteArray();
   */
  readonly payload?: ((place: PayloadPlace) => Promise<string | Uint8Array>) | undefined;
  /**
   * Which records of a stream wait for each other. `"shard"`: those of one shard, or of one partition of a topic, are
   * handled one after another, so no record behind a failed one is handled and then delivered again. `"key"`: only
   * those of one key are, and other keys continue, as many at a time as the function's `concurrency` allows. Records
   * that succeeded behind a failed one are then handled again. Default: `"shard"`.
   */
  readonly order?: "shard" | "key" | undefined;
  /**
   * Set to false if `ReportBatchItemFailures` is off in the event source mapping of a queue or a stream, or cannot be
   * on. Lambda then takes every returned result for a success, and the failed records are lost. With false, the handler
   * throws if a record failed, and the whole batch is delivered again. Default: true.
   */
  readonly partialResponses?: boolean | undefined;
  /**
   * Which answer an HTTP API expects of its authorizer, if the payload format is 2.0: the event does not say it. A wrong
   * one is answered 500, and nobody gets through. Default: `"simple"`.
   */
  readonly authorizerAnswer?: "simple" | "policy" | undefined;
}

const isBoolean = (value: unknown) => typeof value === "boolean";
const isFunction = (value: unknown) => typeof value === "function";

/** The checks of this package's own options. */
export const AWS_OPTIONS = {
  albAuthenticates: [isBoolean, "true or false"],
  order: [(value) => value === "shard" || value === "key", '"shard" or "key"'],
  authorizerAnswer: [(value) => value === "simple" || value === "policy", '"simple" or "policy"'],
  partialResponses: [isBoolean, "true or false"],
  unwrap: [isBoolean, "true or false"],
  visibility: [
    (value) => ["getQueueUrl", "changeMessageVisibility"].every((name) => isFunction(Object(value)[name])),
    "a client such as `new SQS()` of @aws-sdk/client-sqs",
  ],
  payload: [isFunction, "a function"],
} satisfies OptionChecks<AwsOptions, AdaptOptions>;
