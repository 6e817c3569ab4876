import type { Capabilities } from "onefn/provider";
import { gap, how, noDeadline, ownTrigger } from "./words.js";

const TRIGGER =
  "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-queue-trigger";
const MESSAGE = "https://learn.microsoft.com/en-us/rest/api/storageservices/put-message#request-body";

const bodyAlone = gap("A message is its text alone.", MESSAGE);

/** Queues of Azure Storage. */
export const storageQueue: Readonly<Record<string, Capabilities>> = {
  "storage-queue": {
    waitUntil: how("awaited before the invocation ends"),
    deadline: noDeadline,
    unknownEvents: ownTrigger(TRIGGER),
    batch: gap("Each message is an invocation.", TRIGGER),
    order: gap(
      "A queue does not guarantee an order.",
      "https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-azure-and-service-bus-queues-compared-contrasted",
    ),
    retryAfter: gap(
      "The visibility timeout is a setting of host.json. If the function itself hides a message, its receipt changes, and " +
        "the host can no longer delete it.",
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
