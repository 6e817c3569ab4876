import type { Capabilities } from "onefn/provider";
import { inOrder } from "./shard.js";
import { gap, how, LAMBDA } from "./words.js";

const failures = "kafka-retry-configurations.html";
const HEADERS = "https://kafka.apache.org/documentation/#recordheader";

const byKey: Capabilities = {
  partialFailure: how(
    "with ReportBatchItemFailures, which needs provisioned mode, for the records before the first failure of a partition",
  ),
  failsAlone: gap(
    "Lambda delivers a partition again from its first failed record on, including all records after it.",
    `${LAMBDA}/${failures}`,
  ),
  attempt: gap("A record does not say how often it was delivered.", `${LAMBDA}/with-msk.html`),
  retryAfter: gap(
    "A response names a record but no delay; Lambda decides when the partition is delivered again.",
    `${LAMBDA}/${failures}`,
  ),
  reject: gap(
    "Lambda gives up a record after MaximumRetryAttempts or MaximumRecordAgeInSeconds, not on request.",
    `${LAMBDA}/${failures}`,
  ),
  typedAttributes: gap(
    "A header is bytes without a type. UTF-8 without a zero arrives as text, other bytes as bytes.",
    HEADERS,
  ),
  tombstones: how("as null"),
  waitUntil: how("awaited before the answer"),
};

/** Topics of Kafka. */
export const kafka: Readonly<Record<string, Capabilities>> = {
  kafka: { ...byKey, concurrentKeys: inOrder(failures) },
  "kafka-by-key": byKey,
};
