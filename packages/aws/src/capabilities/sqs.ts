import type { Capabilities } from "onefn/provider";
import { topic } from "./sns.js";
import { gap, how, LAMBDA } from "./words.js";

const SEND_MESSAGE =
  "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html";

/** What standard and FIFO queues share. */
export const queue = {
  waitUntil: how("awaited before the answer"),
  retryAfter: gap(
    "A partial batch response names messages but no delay; they are delivered again after the visibility timeout.",
    `${LAMBDA}/services-sqs-errorhandling.html`,
  ),
  reject: gap(
    "SQS moves a message to the dead-letter queue after maxReceiveCount deliveries, not on demand.",
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  ),
  binaryMessages: gap("The body of an SQS message is text.", SEND_MESSAGE),
  emptyBodies: gap("The body of an SQS message has at least one character.", SEND_MESSAGE),
} satisfies Capabilities;

const fifoBatch = gap(
  "A FIFO queue's batch has at most 10 messages.",
  `${LAMBDA}/services-sqs-configure.html`,
);

const standard = {
  ...queue,
  order: gap(
    "A standard queue does not keep the order; a FIFO queue does.",
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html",
  ),
} satisfies Capabilities;

/** Queues, standard and FIFO, and what is in front of or behind them. */
export const sqs: Readonly<Record<string, Capabilities>> = {
  sqs: standard,
  "sqs-visibility": { ...standard, retryAfter: how("with the option visibility, for at most 11 h 40 min") },
  "sns-in-sqs": {
    ...standard,
    ...topic,
    largeBatches: gap(
      "An event has at most 6 MB, which is about 5,000 notifications.",
      `${LAMBDA}/gettingstarted-limits.html`,
    ),
  },
  "sqs-pipe": standard,
  "sqs-fifo": {
    ...queue,
    longBatches: fifoBatch,
    largeBatches: fifoBatch,
  },
};
