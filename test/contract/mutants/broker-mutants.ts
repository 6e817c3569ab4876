import { Buffer } from "node:buffer";
import { type Mutant, type Native, ofWire } from "./mutant.js";
import { eachRecord } from "./records.js";

/** Events with each notification of SNS changed. */
const eachNotification = (map: (notification: Native) => Native) =>
  eachRecord((record) => (record.Sns ? { ...record, Sns: map(record.Sns) } : record));

/** Events with each message of ActiveMQ changed. */
const eachJms = (map: (message: Native) => Native) => (event: Native) =>
  event.messages ? { ...event, messages: event.messages.map(map) } : event;

/** Events with each message of RabbitMQ changed. */
const eachAmqp = (map: (message: Native) => Native) => (event: Native) =>
  event.rmqMessagesByQueue
    ? {
        ...event,
        rmqMessagesByQueue: Object.fromEntries(
          Object.entries<Native>(event.rmqMessagesByQueue).map(([queue, all]) => [queue, all.map(map)]),
        ),
      }
    : event;

/** A broker's message whose data is read as if it were the text itself. */
const leftEncoded = (message: Native) => ({
  ...message,
  data: Buffer.from(message.data).toString("base64"),
});

/** The notification in a queue's message. */
const inner = ({ body }: Native) => JSON.parse(body);

/** Functions whose handlers see another message. */
const seeing = (members: (message: Native) => Native) => (fn: Native) =>
  fn.batch
    ? fn
    : {
        ...fn,
        handler: (message: Native, context: Native) => {
          const own = members(message);
          const see = (each: Native, name: Native) => (Object.hasOwn(own, name) ? own[name] : each[name]);
          return fn.handler(new Proxy(message, { get: see }), context);
        },
      };

const NEIGHBOURS = "a record that fails is not acknowledged, and its neighbours are neither lost nor dead";

/** Adapters that read messages of SNS and Amazon MQ wrongly, or settle them wrongly. */
export const brokerMutants: readonly Mutant[] = [
  ...ofWire("aws/sns", [
    {
      name: "a failure is returned, which Lambda ignores",
      thrown: () => ({ batchItemFailures: [] }),
      caughtBy: [NEIGHBOURS],
    },
    {
      name: "attributes are looked for under the names that SQS gives them",
      event: eachNotification(({ MessageAttributes, ...notification }) => ({
        ...notification,
        messageAttributes: MessageAttributes,
      })),
      caughtBy: [
        "attributes arrive with their names and values",
        "a message carries the trace of its sender",
      ],
    },
    {
      name: "attributes of bytes are left as base64",
      event: eachNotification((notification) => ({
        ...notification,
        MessageAttributes: Object.fromEntries(
          Object.entries<Native>(notification.MessageAttributes).map(([name, { Type, Value }]) => [
            name,
            { Type: Type === "Binary" ? "String" : Type, Value },
          ]),
        ),
      })),
      caughtBy: ["bytes among the attributes arrive byte by byte"],
    },
    {
      name: "the id is that of the subscription",
      event: eachNotification((notification) => ({ ...notification, MessageId: "21be56ed" })),
      caughtBy: ["messages with equal contents have different ids"],
    },
  ]),
  ...ofWire("aws/activemq", [
    {
      name: "data is left as base64",
      event: eachJms(leftEncoded),
      caughtBy: ["a body without a content type is text", "a body of bytes arrives byte by byte"],
    },
    {
      name: "one failure is acknowledged with its batch",
      thrown: () => null,
      caughtBy: [NEIGHBOURS],
    },
    {
      name: "the queue's name is looked for without its capital alone",
      event: eachJms(({ destination, ...message }) => ({
        ...message,
        destination: { physicalname: destination.physicalname },
      })),
      caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
    },
    {
      name: "messages are keyed by the connection, which many share",
      event: eachJms(({ connectionId, ...message }) => ({ ...message, messageID: connectionId })),
      caughtBy: ["messages with equal contents have different ids"],
    },
  ]),
  ...ofWire("aws/rabbitmq", [
    {
      name: "data is left as base64",
      event: eachAmqp(leftEncoded),
      caughtBy: ["a body without a content type is text", "a body of bytes arrives byte by byte"],
    },
    {
      name: "equal messages have equal ids, whatever their publisher says",
      event: eachAmqp((message) => ({
        ...message,
        basicProperties: { ...message.basicProperties, messageId: null, timestamp: null },
      })),
      caughtBy: ["messages with equal contents have different ids"],
    },
    {
      name: "the count of the deliveries before is taken for the number of this one",
      event: eachAmqp(({ basicProperties, ...message }) => {
        const { "x-delivery-count": count, ...headers } = basicProperties.headers;
        const one = count === undefined ? {} : { "x-delivery-count": count - 1 };
        return { ...message, basicProperties: { ...basicProperties, headers: { ...headers, ...one } } };
      }),
      caughtBy: ["a record tells the right number of its delivery, or none"],
    },
    {
      name: "headers of text stay lists of bytes",
      event: eachAmqp(({ basicProperties: { headers, ...properties }, ...message }) => ({
        ...message,
        basicProperties: {
          ...properties,
          headers: Object.fromEntries(
            Object.entries<Native>(headers).map(([name, value]) => [name, value.bytes ?? value]),
          ),
        },
      })),
      caughtBy: [
        "attributes arrive with their names and values",
        "a message carries the trace of its sender",
      ],
    },
    {
      name: "the time is read in another zone",
      event: eachAmqp(({ basicProperties, ...message }) => ({
        ...message,
        basicProperties: {
          ...basicProperties,
          timestamp: basicProperties.timestamp.replace(/, \d+:/, ", 3:").replace(/\w{3} \d+,/, "Jan 1,"),
        },
      })),
      caughtBy: ["the time at which a message was sent is a Date and agrees with the event's time"],
    },
    {
      name: "the function's claim has to name the virtual host",
      event: (event) => ({
        ...event,
        rmqMessagesByQueue: Object.fromEntries(
          Object.entries<Native>(event.rmqMessagesByQueue ?? {}).map(([queue, all]) => [
            queue.replace("::", ":::"),
            all,
          ]),
        ),
      }),
      function: (fn) => ({ ...fn, trigger: { from: fn.trigger.from && `${fn.trigger.from}::/` } }),
      caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
    },
  ]),
  ...ofWire("aws/sns-in-sqs", [
    {
      name: "nothing is unwrapped",
      options: (options) => ({ ...options, unwrap: false }),
      caughtBy: ["a body without a content type is text", "attributes arrive with their names and values"],
    },
    {
      name: "unwrapping loses how often SQS has delivered the message",
      function: seeing(() => ({ attempt: undefined })),
      caughtBy: ["a failed record is delivered again until it is dead, with the number of each delivery"],
    },
    {
      name: "unwrapping loses the queue's group",
      function: seeing(() => ({ key: undefined })),
      caughtBy: ["a key arrives as the message's key"],
    },
    {
      name: "failures are named by the id of the inner message",
      result: (result, event) => ({
        batchItemFailures: result.batchItemFailures.map(({ itemIdentifier }: Native) => ({
          itemIdentifier: inner(event.Records.find((each: Native) => each.messageId === itemIdentifier))
            .MessageId,
        })),
      }),
      caughtBy: ["retry() delivers again, its neighbours are acknowledged"],
    },
  ]),
  ...ofWire("aws/sqs-visibility", [
    {
      name: "the delay is ignored",
      options: ({ visibility, ...options }) => ({
        ...options,
        ...(visibility && {
          visibility: { getQueueUrl: visibility.getQueueUrl, changeMessageVisibility: async () => {} },
        }),
      }),
      caughtBy: ["a retry waits as long as it says"],
    },
    {
      name: "the visibility of another receipt handle is changed",
      options: ({ visibility, ...options }) => ({
        ...options,
        ...(visibility && {
          visibility: {
            getQueueUrl: visibility.getQueueUrl,
            changeMessageVisibility: (input: Native) =>
              visibility.changeMessageVisibility({ ...input, ReceiptHandle: "another" }),
          },
        }),
      }),
      caughtBy: ["a retry waits as long as it says"],
    },
    {
      name: "seconds are taken for milliseconds",
      options: ({ visibility, ...options }) => ({
        ...options,
        ...(visibility && {
          visibility: {
            getQueueUrl: visibility.getQueueUrl,
            changeMessageVisibility: (input: Native) =>
              visibility.changeMessageVisibility({
                ...input,
                VisibilityTimeout: input.VisibilityTimeout * 1000,
              }),
          },
        }),
      }),
      caughtBy: ["a retry waits as long as it says"],
    },
  ]),
  ...ofWire("aws/sqs-pipe", [
    {
      name: "a failure fails the whole list",
      result: (result) => {
        if (result.batchItemFailures.length > 0) throw new Error("failed");
        return result;
      },
      caughtBy: ["retry() delivers again, its neighbours are acknowledged"],
    },
    {
      name: "the result is a list of the failed records, as of an enrichment",
      result: (result, event) =>
        event.filter((each: Native) =>
          result.batchItemFailures.some(({ itemIdentifier }: Native) => itemIdentifier === each.messageId),
        ),
      caughtBy: ["retry() delivers again, its neighbours are acknowledged"],
    },
  ]),
];
