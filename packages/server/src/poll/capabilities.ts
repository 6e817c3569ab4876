import type { Capabilities, Capability } from "onefn/provider";

const gap = (reason: string, source: string): Capability => ({ supported: false, reason, source });

const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide";
const SQS_API = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference";

/** What all pollers share. */
const poller: Capabilities = {
  waitUntil: { supported: true, how: "held open" },
  deadline: gap(
    "A process gives a handler as long as it needs; the option timeout limits that.",
    "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/",
  ),
  unknownEvents: gap(
    "A poller makes its events itself, of what the client of its source has answered.",
    `${SQS_API}/API_ReceiveMessage.html`,
  ),
  mixedBatches: gap("Each queue is fetched from by itself.", `${SQS_API}/API_ReceiveMessage.html`),
};

const tenAtOnce = gap("SQS answers ten messages at most.", `${SQS_API}/API_ReceiveMessage.html`);

const sqs: Capabilities = {
  ...poller,
  retryAfter: { supported: true, how: "for at most 12 hours" },
  reject: gap(
    "SQS moves a message to the dead-letter queue after maxReceiveCount deliveries, not on demand.",
    `${SQS}/sqs-dead-letter-queues.html`,
  ),
  binaryMessages: gap("The body of an SQS message is text.", `${SQS_API}/API_SendMessage.html`),
  emptyBodies: gap(
    "The body of an SQS message has at least one character.",
    `${SQS_API}/API_SendMessage.html`,
  ),
  largeBatches: tenAtOnce,
};

const RABBITMQ = "https://www.rabbitmq.com/docs";

const rabbitmq: Capabilities = {
  ...poller,
  order: gap(
    "A message that failed comes again behind later ones, and other consumers of the queue are at work meanwhile.",
    `${RABBITMQ}/queues#message-ordering`,
  ),
  key: gap("A message has no member for groups.", `${RABBITMQ}/publishers#message-properties`),
  attempt: {
    supported: true,
    how: "on quorum queues; of a message of a classic queue only that it is the first delivery",
  },
  retryAfter: {
    supported: true,
    how: "the poller holds the message back, for at most 15 minutes; if the process ends, it comes at once",
  },
  reject: { supported: true, how: "with the option deadLetters, where the queue has a dead-letter exchange" },
  uniqueIds: {
    supported: true,
    how: "if the publisher sets message_id; otherwise the id is a hash of the message",
  },
};

const KAFKA = "https://kafka.apache.org/documentation";

const kafka: Capabilities = {
  ...poller,
  partialFailure: { supported: true, how: "for the records before the first failure of a partition" },
  failsAlone: gap(
    "A partition is done up to an offset: everything behind a failed record comes again with it.",
    `${KAFKA}/#design_consumerposition`,
  ),
  concurrentKeys: gap(
    "Everything behind a failed record comes again, so a partition is handled one record after another.",
    `${KAFKA}/#design_consumerposition`,
  ),
  attempt: gap("A record does not say how often it was delivered.", `${KAFKA}/#recordbatch`),
  retryAfter: { supported: true, how: "the record's partition waits, for at most 24 days" },
  reject: gap("A partition has no place for records that are given up.", `${KAFKA}/#design_consumerposition`),
  typedAttributes: gap(
    "A header is bytes without a type. UTF-8 without a zero arrives as text, other bytes as bytes.",
    `${KAFKA}/#recordheader`,
  ),
  tombstones: { supported: true, how: "as null" },
};

/** Capabilities of the sources that `poll` fetches from. */
export const polled: Readonly<Record<string, Capabilities>> = {
  "sqs-poll": {
    ...sqs,
    order: gap("A standard queue does not keep the order; a FIFO queue does.", `${SQS}/standard-queues.html`),
  },
  "sqs-poll-fifo": sqs,
  "rabbitmq-poll": rabbitmq,
  "kafka-poll": kafka,
};
