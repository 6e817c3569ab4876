import type { Capabilities } from "onefn/provider";
import { batchWithPolicy, oneWithoutPolicy, streamOf } from "./stream.js";
import { gap, parsesTexts } from "./words.js";

const TRIGGER = "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-kafka-trigger";

const topic: Capabilities = {
  ...streamOf(TRIGGER),
  typedAttributes: gap(
    "A header is bytes, which are read as text if they are UTF-8.",
    "https://kafka.apache.org/documentation/#recordheader",
  ),
};

/** Apache Kafka. */
export const kafka: Readonly<Record<string, Capabilities>> = {
  kafka: { ...topic, ...oneWithoutPolicy(TRIGGER), longKeys: parsesTexts },
  "kafka-batch": { ...topic, ...batchWithPolicy(TRIGGER) },
};
