import type { Capabilities } from "onefn/provider";
import { CONVERTERS, gap, how, noDeadline, ownTrigger, parsesTexts, rpc } from "./words.js";

const TRIGGER =
  "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-service-bus-trigger";
const SERVICE_BUS = "https://learn.microsoft.com/en-us/azure/service-bus-messaging";

const common: Capabilities = {
  waitUntil: how("awaited before the invocation ends"),
  deadline: noDeadline,
  unknownEvents: ownTrigger(TRIGGER),
  retryAfter: gap(
    "A message whose invocation fails is abandoned, and can be delivered again at once.",
    `${SERVICE_BUS}/message-transfers-locks-settlement`,
  ),
};

const entity: Capabilities = {
  ...common,
  reject: gap(
    "The trigger completes or abandons; Service Bus moves a message to the dead-letter queue after its maximum " +
      "delivery count.",
    TRIGGER,
  ),
  attributeNames: gap(
    "The library writes the first letter of every property's name in lower case.",
    `${CONVERTERS}/toCamelCase.ts`,
  ),
  longKeys: parsesTexts,
  binaryAttributes: gap("The host sends properties as JSON, in which bytes are base64 text.", rpc),
};

const noOrder = gap(
  "Without sessions, a queue or subscription does not keep the order.",
  `${SERVICE_BUS}/message-sessions`,
);

const oneEntity = gap("A function is registered with one queue or subscription.", TRIGGER);

const settled: Capabilities = {
  ...common,
  largeBatches: gap(
    "The host takes at most maxMessageBatchSize of host.json, 1,000 by default.",
    "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-service-bus#hostjson-settings",
  ),
  mixedBatches: oneEntity,
};

/** Queues and subscriptions of Service Bus. */
export const serviceBus: Readonly<Record<string, Capabilities>> = {
  "service-bus": {
    ...entity,
    order: how("in a queue or subscription with sessions"),
    batch: gap("With cardinality one, each message is an invocation.", TRIGGER),
  },
  "service-bus-batch": {
    ...entity,
    mixedBatches: oneEntity,
    order: noOrder,
    partialFailure: gap(
      "The host completes all messages of an invocation, or abandons all of them. onefn handles every message, then " +
        "fails the invocation if any failed.",
      TRIGGER,
    ),
  },
  "service-bus-settled": { ...settled, order: noOrder },
  "service-bus-settled-sessions": {
    ...settled,
    order: how("in a queue or subscription with sessions"),
  },
};
