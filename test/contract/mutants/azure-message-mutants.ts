import { type Mutant, type Native, ofWire } from "./mutant.js";

/** The library's context with some of its members replaced. */
const withMembers =
  (map: (context: Native) => Native) =>
  (context: Native): Native => {
    const own = map(context);
    return new Proxy(context, {
      get(target, name) {
        const value = Object.hasOwn(own, name) ? own[name] : Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  };

/** The context with other metadata. */
const told = (map: (metadata: Native) => Native) =>
  withMembers(({ triggerMetadata }) => ({
    triggerMetadata: { ...triggerMetadata, ...map(triggerMetadata) },
  }));

/** The context of a function that was registered in another way. */
const registered = (trigger: object) =>
  withMembers(({ options }) => ({ options: { ...options, trigger: { ...options.trigger, ...trigger } } }));

/** What the library is told to do with a message, replaced. */
const acting = (map: (actions: Native) => Native) => (input: Native) => ({
  ...input,
  actions: { ...input.actions, ...map(input.actions) },
});

const eachMessage = (map: (message: Native) => Native) => (input: Native) => ({
  ...input,
  messages: input.messages.map(map),
});

const ONLY_RECORD = "a handler that ends by error has only its record delivered again";
const NOT_ACKNOWLEDGED =
  "a record that fails is not acknowledged, and its neighbours are neither lost nor dead";
const COUNTED = "a failed record is delivered again until it is dead, with the number of each delivery";
const KEY = "a key arrives as the message's key";
const NEIGHBOURS = "what one message lacks does not change what its neighbours have";
const IN_ORDER = "records of one key are handled in order, however long each takes";
const IN_THE_END =
  "where a whole delivery comes again, the records behind one that never succeeds are handled at the last attempt";

/** Adapters of Azure's other messages, with the mistakes that people make there. */
export const azureMessageMutants: readonly Mutant[] = [
  ...ofWire("azure/storage-queue", [
    {
      name: "a failure is returned, so the message is deleted and never reaches the poison queue",
      thrown: () => undefined,
      caughtBy: [ONLY_RECORD, COUNTED],
    },
    {
      name: "base64 is left in the body",
      event: (body) => Buffer.from(Buffer.from(body).toString("base64")),
      caughtBy: ["a body without a content type is text", "a body of bytes arrives byte by byte"],
    },
    {
      name: "the receipt is taken for the id, which is another one at each delivery",
      context: told(({ popReceipt }) => ({ id: popReceipt })),
      caughtBy: [
        "a record that fails once is done at its second delivery, and is not delivered a third time",
      ],
    },
    {
      name: "deliveries are not counted",
      context: told(() => ({ dequeueCount: 1 })),
      caughtBy: [COUNTED],
    },
    {
      name: "the queue's name is not told",
      context: registered({ queueName: undefined }),
      caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
    },
  ]),
  ...ofWire("azure/service-bus-settled-sessions", [
    {
      name: "the messages of a session are told to have sessions of their own",
      event: eachMessage((message) => ({ ...message, sessionId: message.lockToken })),
      caughtBy: [
        "records of one key are handled in order, however long each takes",
        "a record that ends by error holds its key's successors back, and no other key",
      ],
    },
    {
      name: "a message that cannot be read is abandoned",
      event: acting(({ abandon }) => ({ deadletter: abandon })),
      caughtBy: [
        "a broken record that is dead at once holds nothing back",
        "a batch handler gets the records after a broken record of its key that is dead at once",
      ],
    },
  ]),
  ...["azure/service-bus-settled", "azure/service-bus-settled-sessions"].flatMap((wire) =>
    ofWire(wire, [
      {
        name: "a message is completed twice, and the error of the second time is hidden",
        event: acting(({ complete }) => ({
          complete: async (message: Native) => {
            await complete(message);
            await complete(message).catch(() => {});
          },
        })),
        caughtBy: ["returning nothing acknowledges, and so does ack()"],
      },
      {
        name: "a message is abandoned twice, and the error of the second time is hidden",
        event: acting(({ abandon }) => ({
          abandon: async (message: Native) => {
            await abandon(message);
            await abandon(message).catch(() => {});
          },
        })),
        caughtBy: ["retry() delivers again, its neighbours are acknowledged"],
      },
    ]),
  ),
  ...ofWire("azure/service-bus-settled", [
    {
      name: "every message is settled twice, the second time as completed",
      event: acting((actions) => ({
        abandon: async (message: Native) => {
          await actions.complete(message);
          await actions.abandon(message);
        },
      })),
      caughtBy: [ONLY_RECORD, NOT_ACKNOWLEDGED],
    },
    {
      name: "a rejected message is abandoned",
      event: acting(({ abandon }) => ({ deadletter: abandon })),
      caughtBy: ["a record that is rejected is dead at once"],
    },
    {
      name: "a failed message is dead-lettered",
      event: acting(({ deadletter }) => ({ abandon: deadletter })),
      caughtBy: ["retry() delivers again, its neighbours are acknowledged", COUNTED],
    },
    {
      name: "messages are settled when the batch is over",
      event: acting((actions) => {
        const later: (() => unknown)[] = [];
        const put = (how: string) => async (message: Native) => void later.push(() => actions[how](message));
        return { complete: put("complete"), abandon: put("abandon") };
      }),
      caughtBy: ["returning nothing acknowledges, and so does ack()"],
    },
    {
      name: "deliveries are counted from 0",
      event: eachMessage((message) => ({ ...message, deliveryCount: message.deliveryCount - 1 })),
      caughtBy: [COUNTED],
    },
    {
      name: "the body is what the library has made of it",
      event: eachMessage((message) => ({
        ...message,
        _rawAmqpMessage: { ...message._rawAmqpMessage, body: undefined },
      })),
      caughtBy: ["a body of bytes arrives byte by byte"],
    },
    {
      name: "the partition key is looked for where the library does not put it",
      event: eachMessage((message) => ({
        ...message,
        _rawAmqpMessage: { body: message._rawAmqpMessage.body },
      })),
      caughtBy: [KEY],
    },
  ]),
  ...ofWire("azure/event-hub", [
    {
      name: "a failure is returned, and nobody hears of the loss",
      thrown: () => undefined,
      caughtBy: [ONLY_RECORD],
    },
    {
      name: "a number of many digits is read from the key that the library has parsed",
      context: told(({ partitionKey, systemProperties }) => ({
        systemProperties: { ...systemProperties, partitionKey: `${partitionKey ?? ""}` },
      })),
      caughtBy: ["a key of many digits arrives with all of them"],
    },
    {
      name: "deadLetter is not asked, since the host is taken to deliver again",
      context: withMembers(() => ({ retryContext: { retryCount: 0, maxRetryCount: 5 } })),
      caughtBy: ["deadLetter gets a failed record only where it would never be delivered again"],
    },
  ]),
  ...ofWire("azure/event-hub-batch", [
    {
      name: "a batch with a failure is committed while attempts are left",
      thrown: () => undefined,
      caughtBy: [NOT_ACKNOWLEDGED],
    },
    {
      name: "the order of a partition is lost",
      context: registered({}),
      options: (options) => ({ ...options, order: "key" }),
      event: (bodies) => [...bodies].reverse(),
      caughtBy: [IN_ORDER],
    },
    {
      name: "the last attempt stops the partition at its first failure",
      context: withMembers(({ retryContext }) => ({ retryContext: { ...retryContext, maxRetryCount: -1 } })),
      caughtBy: [IN_THE_END],
    },
    {
      name: "the policy's retries are taken for the number of the attempt",
      context: withMembers(({ retryContext }) => ({
        retryContext: { ...retryContext, retryCount: retryContext.retryCount - 1 },
      })),
      caughtBy: [COUNTED],
    },
    {
      name: "what one event lacks moves what the others have",
      context: told(({ systemPropertiesArray }) => {
        const typed = systemPropertiesArray.filter((each: Native) => each["content-type"]);
        const others = systemPropertiesArray.filter((each: Native) => !each["content-type"]);
        return { systemPropertiesArray: [...typed, ...others] };
      }),
      caughtBy: [NEIGHBOURS],
    },
  ]),
  ...ofWire("azure/kafka", [
    {
      name: "headers are left in base64",
      context: told(({ headers }) => ({
        headers: headers.map(({ key, value }: Native) => ({
          key,
          value: Buffer.from(value).toString("base64"),
        })),
      })),
      caughtBy: [
        "attributes arrive with their names and values",
        "a message carries the trace of its sender",
      ],
    },
    {
      name: "the key is lost",
      context: told(() => ({ key: undefined })),
      caughtBy: [KEY],
    },
    {
      name: "the topic is not told",
      context: registered({ topic: "simulated" }),
      caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
    },
  ]),
  ...ofWire("azure/kafka-batch", [
    {
      name: "every record of a batch is taken for one of a partition of its own",
      context: told(({ partitionArray }) => ({
        partitionArray: partitionArray.map((_: unknown, index: number) => index),
      })),
      caughtBy: [IN_ORDER],
    },
    {
      name: "the headers of the first record are taken for those of all",
      context: told(({ headersArray }) => ({ headersArray: headersArray.map(() => headersArray[0]) })),
      caughtBy: [NEIGHBOURS],
    },
    {
      name: "a batch is read as one record",
      context: registered({ cardinality: "one" }),
      caughtBy: [NEIGHBOURS],
    },
    {
      name: "the last attempt stops the partition at its first failure",
      context: withMembers(({ retryContext }) => ({ retryContext: { ...retryContext, maxRetryCount: -1 } })),
      caughtBy: [IN_THE_END],
    },
  ]),
];
