/**
 * Amazon SQS, for `poll` of `@onefn/server/poll`.
 * @packageDocumentation
 */
import { type AnyRecordCodec, checkOptions, type OptionChecks } from "onefn/provider";
import { COUNT } from "./poll/check-options.js";
import type { PollSource } from "./poll/source.js";
import type { SqsClient } from "./poll/sqs/client.js";
import { sqsCodec } from "./poll/sqs/codec.js";
import { queueName } from "./poll/sqs/message.js";
import { patiently } from "./poll/sqs/patience.js";
import { SqsPoller } from "./poll/sqs/poller.js";

export type { PollSource } from "./poll/source.js";
export type { SqsAttribute, SqsClient, SqsMessage } from "./poll/sqs/client.js";

/** A queue, and how it is fetched from. */
export interface SqsOptions {
  /** `new SQS()` of `@aws-sdk/client-sqs`. It is yours: the poller does not destroy it. */
  readonly client: SqsClient;
  /** The queue's URL. That of a FIFO queue ends in `.fifo`, and its message groups are handled in order. */
  readonly queueUrl: string;
  /**
   * How many messages are fetched and not yet settled, at most. Up to ten come at once, and the next are fetched when
   * there is room for them; a function's `concurrency` counts in each of these batches. Default: 10.
   */
  readonly prefetch?: number | undefined;
  /**
   * Seconds for which SQS hides a message from others. A message is hidden again every third of that while it is being
   * handled; one that fails comes again after it. Default: the queue's own visibility timeout, which is read at start.
   */
  readonly visibilityTimeout?: number | undefined;
  /**
   * Seconds for which SQS waits with its answer if the queue is empty, at most 20. A poller that stops lets the last
   * answer come, because a call that is cut may still take messages: keep this below `shutdownTimeout`. Default: 5.
   */
  readonly waitTime?: number | undefined;
}

const SQS_OPTIONS = {
  client: [
    (value) => typeof Object(value).receiveMessage === "function",
    "an SQS of @aws-sdk/client-sqs. (An SQSClient has no methods for its commands.)",
  ],
  queueUrl: [(value) => /^https?:\/\/\S+\/\S+$/.test(`${value}`), "the URL of a queue"],
  prefetch: COUNT,
  visibilityTimeout: [isSeconds(1, 43_200), "seconds, 1 to 43,200"],
  waitTime: [isSeconds(0, 20), "seconds, 0 to 20"],
} satisfies OptionChecks<SqsOptions>;

function isSeconds(least: number, most: number) {
  return (value: unknown) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

/**
 * A queue of Amazon SQS. The poller needs the rights sqs:ReceiveMessage, sqs:DeleteMessage, sqs:ChangeMessageVisibility
 * and sqs:GetQueueAttributes.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION
 * @example
 * await poll(adapt({ orders }), sqs({ client: new SQS(), queueUrl }));
 */
export function sqs(options: SqsOptions): PollSource {
  checkOptions("[onefn/server] sqs", options, SQS_OPTIONS);
  const { client, queueUrl, prefetch = 10, waitTime = 5 } = options;
  return {
    place: queueName(queueUrl),
    codec: sqsCodec as AnyRecordCodec,
    async start(polling) {
      // Asks even if the answer is not needed: a queue that is not there is found out at start.
      const asked = { QueueUrl: queueUrl, AttributeNames: ["VisibilityTimeout" as const] };
      const { Attributes } = await patiently((call) => client.getQueueAttributes(asked, call)).answer;
      const visibilityTimeout =
        options.visibilityTimeout ?? Math.max(1, Number(Attributes?.VisibilityTimeout ?? 30));
      return new SqsPoller({ client, queueUrl, polling, prefetch, waitTime, visibilityTimeout });
    },
  };
}
