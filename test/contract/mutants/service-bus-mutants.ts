import { type Mutant, type Native, ofWire } from "./mutant.js";

/** The library's context with other metadata, or registered with another trigger. */
const told =
  (map: (metadata: Native) => Native, trigger: object = {}) =>
  (context: Native) => {
    const own: Native = {
      triggerMetadata: { ...context.triggerMetadata, ...map(context.triggerMetadata) },
      options: { ...context.options, trigger: { ...context.options.trigger, ...trigger } },
    };
    return new Proxy(context, {
      get(target, name) {
        const value = Object.hasOwn(own, name) ? own[name] : Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  };

const eachArray = (map: (values: Native[]) => Native[]) =>
  told((metadata) =>
    Object.fromEntries(
      Object.entries<Native>(metadata).map(([name, values]) => [
        name,
        Array.isArray(values) ? map(values) : values,
      ]),
    ),
  );

const eachBody = (map: (body: Native) => Native) => (input: Native) =>
  Array.isArray(input) ? input.map(map) : map(input);

/** What the library makes of a text. */
const parsed = (body: Native) => {
  try {
    return JSON.parse(String(body));
  } catch {
    return String(body);
  }
};

/** Adapters of Azure Service Bus, with the mistakes that people make there. */
export const serviceBusMutants: readonly Mutant[] = [
  ...ofWire("azure/service-bus", [
    {
      name: "a failure is returned, and the message is completed",
      thrown: () => undefined,
      caughtBy: [
        "a handler that ends by error has only its record delivered again",
        "a failed record is delivered again until it is dead, with the number of each delivery",
      ],
    },
    {
      name: "a function gives a result, which the host takes for an output",
      result: () => ({ batchItemFailures: [] }),
      caughtBy: ["returning nothing acknowledges, and so does ack()"],
    },
    {
      name: "a body is registered as text, which the library parses",
      event: eachBody(parsed),
      caughtBy: [
        "text that looks like JSON stays text, its digits included",
        "a body of bytes arrives byte by byte",
      ],
    },
    {
      name: "the queue's name is not told",
      context: told(() => ({}), { queueName: undefined }),
      caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
    },
    {
      name: "the lock token is taken for the id, which is another one at each delivery",
      context: told(({ lockToken }) => ({ messageId: lockToken })),
      caughtBy: [
        "a record that fails once is done at its second delivery, and is not delivered a third time",
      ],
    },
    {
      name: "deliveries are counted from 0",
      context: told(({ deliveryCount }) => ({ deliveryCount: deliveryCount - 1 })),
      caughtBy: ["a failed record is delivered again until it is dead, with the number of each delivery"],
    },
    {
      name: "the session is lost",
      context: told(() => ({ sessionId: "", partitionKey: "" })),
      caughtBy: ["a key arrives as the message's key"],
    },
    {
      name: "a key is what the library has made of it",
      context: told(({ partitionKey }) => ({ partitionKey: `${partitionKey ?? ""}` })),
      caughtBy: ["a key of many digits is never taken for another one"],
    },
    {
      name: "attributes are looked for by the name that they have no more",
      context: told(() => ({ applicationProperties: undefined })),
      caughtBy: [
        "attributes arrive with their names and values",
        "a message carries the trace of its sender",
      ],
    },
  ]),
  ...ofWire("azure/service-bus-batch", [
    {
      name: "a batch with a failure is completed",
      thrown: () => undefined,
      caughtBy: ["a record that fails is not acknowledged, and its neighbours are neither lost nor dead"],
    },
    {
      name: "what one message lacks moves what the others have",
      context: eachArray((values) => {
        const left = values.filter((value) => value !== "");
        return [...left, ...values.slice(left.length).map(() => "")];
      }),
      caughtBy: ["what one message lacks does not change what its neighbours have"],
    },
    {
      name: "the properties of the first message are taken for those of all",
      context: eachArray((values) => values.map(() => values[0])),
      caughtBy: ["what one message lacks does not change what its neighbours have"],
    },
    {
      name: "a batch is read as one message",
      context: told(() => ({}), { cardinality: "one" }),
      caughtBy: ["what one message lacks does not change what its neighbours have"],
    },
    {
      name: "the subscription is taken for the place",
      context: told(() => ({}), { topicName: "functions", subscriptionName: "functions" }),
      caughtBy: ["a single function handles the place that it claims, and refuses another one with an error"],
    },
  ]),
];
