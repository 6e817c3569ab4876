import { type Native, ofWire } from "./mutant.js";

/** The runtime's batch, with messages that differ. The runtime's own methods cannot be taken off their objects. */
const eachMessage =
  (change: (message: Native, batch: Native, index: number) => object) =>
  (batch: Native): Native => ({
    queue: batch.queue,
    messages: batch.messages.map((message: Native, index: number) => ({
      id: message.id,
      timestamp: message.timestamp,
      body: message.body,
      attempts: message.attempts,
      ack: () => message.ack(),
      retry: (options: Native) => message.retry(options),
      ...change(message, batch, index),
    })),
  });

const ALONE = "retry() delivers again, its neighbours are acknowledged";
const NEIGHBOURS = "a record that fails is not acknowledged, and its neighbours are neither lost nor dead";
const WAITS = "a retry waits as long as it says";
const ATTEMPTS = "a failed record is delivered again until it is dead, with the number of each delivery";

/** Adapters that handle batches of Cloudflare Queues wrongly. */
export const queueMutants = ofWire("cloudflare/queues", [
  {
    name: "a message is settled twice",
    event: eachMessage((message) => ({
      ack() {
        message.ack();
        message.ack();
      },
    })),
    caughtBy: ["returning nothing acknowledges, and so does ack()"],
  },
  {
    name: "what comes again is acknowledged afterwards, which the runtime ignores",
    event: eachMessage((message) => ({
      retry(options: Native) {
        message.retry(options);
        message.ack();
      },
    })),
    caughtBy: [ALONE],
  },
  {
    name: "a failed message is left to the end of the handler, which acknowledges it",
    event: eachMessage(() => ({ retry() {} })),
    caughtBy: [ALONE, NEIGHBOURS, ATTEMPTS],
  },
  {
    name: "a failure is thrown out of the handler",
    event: eachMessage((message, batch) => ({
      retry(options: Native) {
        message.retry(options);
        batch.failed = true;
      },
    })),
    result(_, batch) {
      if (batch.failed) throw new Error("a message failed");
    },
    caughtBy: [ALONE],
  },
  {
    name: "the whole batch is delivered again for one message",
    event: eachMessage((_, batch) => ({ ack() {}, retry: () => batch.retryAll() })),
    caughtBy: [ALONE, "a record that is done is not delivered again, whatever happened to its neighbours"],
  },
  {
    name: "the whole batch is acknowledged for one message",
    event: eachMessage((_, batch) => ({ ack: () => batch.ackAll() })),
    caughtBy: [ALONE, NEIGHBOURS],
  },
  {
    name: "the delay of a retry is ignored",
    event: eachMessage((message) => ({ retry: () => message.retry() })),
    caughtBy: [WAITS],
  },
  {
    name: "the delay of a retry is in milliseconds, more than a queue can wait",
    event: eachMessage((message) => ({
      retry: ({ delaySeconds }: Native) =>
        message.retry(delaySeconds === undefined ? {} : { delaySeconds: delaySeconds * 1000 }),
    })),
    caughtBy: [WAITS, "a retry with a delay is delivered again"],
  },
  {
    name: "the delay of a retry is a fraction, which the runtime does not check",
    event: eachMessage((message) => ({
      retry: ({ delaySeconds }: Native) =>
        message.retry(delaySeconds === undefined ? {} : { delaySeconds: delaySeconds - 0.5 }),
    })),
    caughtBy: [WAITS, "a retry with a delay is delivered again"],
  },
  {
    name: "deliveries are counted from 0",
    event: eachMessage(({ attempts }) => ({ attempts: attempts - 1 })),
    caughtBy: [
      ATTEMPTS,
      "a record that fails once is done at its second delivery, and is not delivered a third time",
    ],
  },
  {
    name: "the outcome goes to the message at the same place of an array in another order",
    event: (batch: Native) => {
      const turned = [...batch.messages].reverse();
      return eachMessage((_, __, index) => ({
        ack: () => turned[index].ack(),
        retry: (options: Native) => turned[index].retry(options),
      }))(batch);
    },
    caughtBy: ["the first, the last or all records of a delivery can fail"],
  },
  {
    name: "the name of the queue is not told",
    event: (batch: Native) => ({ ...eachMessage(() => ({}))(batch), queue: "" }),
    caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
  },
  {
    name: "a batch that no function claims is acknowledged",
    event: eachMessage(() => ({ retry() {} })),
    thrown: () => undefined,
    caughtBy: ["a record of an unclaimed place is not acknowledged, and the log says so"],
  },
  {
    name: "bytes are read as text",
    event: eachMessage(({ body }) => ({
      body: body instanceof ArrayBuffer ? new TextDecoder().decode(body) : body,
    })),
    caughtBy: ["a body of bytes arrives byte by byte"],
  },
  {
    name: "a text is parsed as JSON, whatever its function asks for",
    event: eachMessage(({ body }) => {
      try {
        return { body: JSON.parse(body) };
      } catch {
        return { body };
      }
    }),
    caughtBy: ["text that looks like JSON stays text, its digits included"],
  },
  {
    name: "the time of sending is in seconds",
    event: eachMessage(({ timestamp }) => ({ timestamp: new Date(timestamp.getTime() / 1000) })),
    caughtBy: ["the time at which a message was sent is a Date and agrees with the event's time"],
  },
  {
    name: "waitUntil is taken off its object",
    context: ({ waitUntil }) => ({ waitUntil }),
    caughtBy: ["work given to waitUntil is done, rejected work kills nothing"],
  },
]);
