import type { Capabilities } from "onefn/provider";
import { queue } from "./sqs.js";
import { gap, how, LAMBDA } from "./words.js";

const S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";

const bucket: Capabilities = {
  waitUntil: how("awaited before the answer"),
  order: gap(
    "S3 sends notifications in any order; the extension `sequence` orders those of one key.",
    `${S3}/EventNotifications.html`,
  ),
  objectType: gap(
    "A notification does not contain the object's content type.",
    `${S3}/notification-content-structure.html`,
  ),
  archived: gap(
    "S3 reports that an object was deleted or overwritten, but not that a version is no longer the live one.",
    `${S3}/notification-how-to-event-types-and-destinations.html`,
  ),
};

const ASYNC = `${LAMBDA}/invocation-async-error-handling.html`;

/** Buckets whose notifications come by asynchronous invocations. */
const asynchronous = {
  ...bucket,
  attempt: gap("An event does not say how often Lambda has repeated it.", ASYNC),
  retryAfter: gap("Lambda repeats an invocation after one minute, and again two minutes later.", ASYNC),
  reject: gap("Lambda gives up an event after MaximumRetryAttempts, not on request.", ASYNC),
} satisfies Capabilities;

/** Buckets, directly and through queues, topics and buses. */
export const s3: Readonly<Record<string, Capabilities>> = {
  "s3-in-sqs": {
    ...bucket,
    attempt: gap(
      "A notification has no delivery count; that of its message is in context.platform.record.",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html",
    ),
    retryAfter: queue.retryAfter,
    reject: queue.reject,
    largeBatches: gap(
      "An event has at most 6 MB, which is about 4,000 notifications.",
      `${LAMBDA}/gettingstarted-limits.html`,
    ),
  },
  "s3-in-sns": {
    ...asynchronous,
    batch: gap("SNS invokes the function for each message.", `${LAMBDA}/with-sns.html`),
  },
  s3: {
    ...asynchronous,
    partialFailure: gap("Lambda repeats an asynchronous invocation as a whole.", ASYNC),
    largeBatches: gap(
      "The event of an asynchronous invocation has at most 1 MB.",
      `${LAMBDA}/gettingstarted-limits.html`,
    ),
    testNotifications: gap(
      "S3 sends its test event to queues and topics, not to functions.",
      `${S3}/how-to-enable-disable-notification-intro.html`,
    ),
    besideMessages: gap(
      "S3 invokes the function directly, so there are no messages.",
      `${LAMBDA}/with-s3.html`,
    ),
  },
  "s3-eventbridge": {
    ...asynchronous,
    batch: gap("EventBridge invokes the function for each event.", `${S3}/EventBridge.html`),
    severalInOne: gap("S3 sends EventBridge one event for each object.", `${S3}/ev-events.html`),
    testNotifications: gap("S3 sends EventBridge no test event.", `${S3}/EventBridge.html`),
    besideMessages: gap(
      "EventBridge invokes the function with an event, not with a message.",
      `${S3}/EventBridge.html`,
    ),
  },
};
