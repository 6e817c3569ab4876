import type { Capabilities } from "onefn/provider";
import { gap, how, LAMBDA } from "./words.js";

const MQ = `${LAMBDA}/with-mq.html`;

const broker: Capabilities = {
  waitUntil: how("awaited before the answer"),
  order: gap("Lambda delivers a batch, and messages that come again may come behind later ones.", MQ),
  partialFailure: gap(
    "Lambda gives the whole batch back to the broker. onefn handles every message, then fails the invocation if any " +
      "failed.",
    MQ,
  ),
  attempt: gap("A message says whether it was delivered before, but not how often.", MQ),
  key: gap("An event has no member for groups.", MQ),
  retryAfter: gap("The broker's redelivery policy decides when a batch is delivered again.", MQ),
  reject: gap("Only the broker's own settings give up a message.", MQ),
};

/** Queues of Amazon MQ. */
export const mq: Readonly<Record<string, Capabilities>> = {
  activemq: {
    ...broker,
    binaryAttributes: gap(
      "A JMS property is a text, a number or a boolean.",
      "https://jakarta.ee/specifications/messaging/2.0/apidocs/javax/jms/message",
    ),
  },
  rabbitmq: {
    ...broker,
    attempt: gap(
      "Only quorum queues count, and only from the second delivery on, in the header x-delivery-count.",
      "https://www.rabbitmq.com/docs/quorum-queues#poison-message-handling",
    ),
    uniqueIds: how(
      "if the publisher sets message_id; otherwise the id is the queue and a hash of the message",
    ),
  },
};
