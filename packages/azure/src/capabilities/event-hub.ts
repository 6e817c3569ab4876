import type { Capabilities } from "onefn/provider";
import { batchWithPolicy, oneWithoutPolicy, streamOf } from "./stream.js";
import { CONVERTERS, gap, rpc } from "./words.js";

const TRIGGER =
  "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-event-hubs-trigger";

const hub: Capabilities = {
  ...streamOf(TRIGGER),
  attributeNames: gap(
    "The library writes the first letter of every property's name in lower case.",
    `${CONVERTERS}/toCamelCase.ts`,
  ),
  binaryAttributes: gap("The host sends properties as JSON, in which bytes are base64 text.", rpc),
};

/** Event Hubs. */
export const eventHub: Readonly<Record<string, Capabilities>> = {
  "event-hub": { ...hub, ...oneWithoutPolicy(TRIGGER) },
  "event-hub-batch": {
    ...hub,
    ...batchWithPolicy(TRIGGER),
    concurrentKeys: gap(
      'A batch is of one partition, whose events are handled in order. With `order: "key"`, only those of one key are.',
      TRIGGER,
    ),
  },
};
