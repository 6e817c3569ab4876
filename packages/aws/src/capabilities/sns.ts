import type { Capabilities } from "onefn/provider";
import { gap, how, LAMBDA } from "./words.js";

const ASYNC = `${LAMBDA}/invocation-async-error-handling.html`;
const FIFO = "https://docs.aws.amazon.com/sns/latest/dg/fifo-topic-message-ordering.html";
const PUBLISH = "https://docs.aws.amazon.com/sns/latest/api/API_Publish.html";

/** Messages of topics, whichever way they reach the function. */
export const topic = {
  waitUntil: how("awaited before the answer"),
  binaryMessages: gap("The message of a topic is text.", PUBLISH),
  emptyBodies: gap("The message of a topic has at least one character.", PUBLISH),
} satisfies Capabilities;

/** Topics that invoke the function. */
export const sns: Readonly<Record<string, Capabilities>> = {
  sns: {
    ...topic,
    batch: gap("SNS invokes the function for each message.", `${LAMBDA}/with-sns.html`),
    order: gap("A standard topic does not keep the order, and Lambda cannot subscribe to FIFO topics.", FIFO),
    key: gap("The event of a standard topic has no group.", FIFO),
    attempt: gap("An event does not say how often Lambda has repeated it.", ASYNC),
    retryAfter: gap("Lambda repeats an invocation after one minute, and again two minutes later.", ASYNC),
    reject: gap("Lambda gives up an event after MaximumRetryAttempts, not on request.", ASYNC),
  },
};
