// What the library hands to a function with a Service Bus trigger, cardinality `many` and `dataType: "binary"`.
// https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-service-bus-trigger
import { orderText } from "../orders.mjs";

export function eventOf(count) {
  return Array.from({ length: count }, (_, index) => Buffer.from(orderText(index)));
}

/** The properties of a batch are arrays in the context of its invocation. */
export function contextOf(index, count) {
  const array = (make) => Array.from({ length: count }, (_, each) => make(each));
  return {
    invocationId: `7f6d1c9a-0000-4000-8000-${String(index).padStart(12, "0")}`,
    functionName: "orders",
    options: {
      trigger: { type: "serviceBusTrigger", queueName: "orders", cardinality: "many", dataType: "binary" },
    },
    traceContext: { traceParent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", traceState: "" },
    triggerMetadata: {
      messageIdArray: array((each) => `order-${each}`),
      deliveryCountArray: array(() => 1),
      enqueuedTimeUtcArray: array(() => "2026-11-29T00:00:00Z"),
      sequenceNumberArray: array((each) => ({ low: each, high: 0, unsigned: false })),
      contentTypeArray: array(() => "application/json"),
      applicationPropertiesArray: array(() => ({ tenant: "eu" })),
      lockTokenArray: array((each) => `7f6d1c9a-0000-4000-8000-${String(each).padStart(12, "0")}`),
    },
    log() {},
    error() {},
  };
}

export const expectedFailures = () => [];

/** A batch has no result: it throws, or all of it is done. */
export const failedIn = () => [];
