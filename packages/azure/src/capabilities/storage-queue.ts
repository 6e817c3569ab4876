import type { Capabilities } from "onefn/provider";
import { gap, how, noDeadline } from "./words.js";

const TRIGGER =
  "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-queue-trigger";
const MESSAGE = "https://learn.microsoft.com/en-us/rest/api/storageservices/put-message#request-body";

const bodyAlone = gap("A message is its text alone.", MESSAGE);

/** Queues of Azure Storage. */
export const storageQueue: Readonly<Record<string, Capabilities>> = {
  "storage-queue": {
    waitUntil: how("awaited before the invocation ends"),
    deadline: noDeadline,
    unknownEvents: gap(
      "A function gets only what the trigger delivers that it was registered with.",
      TRIGGER,
    ),
    batch: gap("Each message is an invocation.", TRIGGER),
    order: gap(
      "A queue does not guarantee an order.",
      "https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-azure-and-service-bus-queues-compared-contrasted",
    ),
    retryAfter: gap(
      "The visibility timeout is a setting of host.json. A message that the function itself hides has another receipt, " +
        "with which the host cannot delete it any more.",
      `${TRIGGER}#poison-messages`,
    ),
    reject: gap("The host moves a message to the poison queue after maxDequeueCount attempts.", TRIGGER),
    attributes: bodyAlone,
    typedAttributes: bodyAlone,
    binaryAttributes: bodyAlone,
    contentType: bodyAlone,
    key: bodyAlone,
    messageTrace: bodyAlone,
  },
};
