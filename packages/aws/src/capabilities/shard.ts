import type { Capabilities, Capability } from "onefn/provider";
import { gap, how, LAMBDA } from "./words.js";

/** The documentation of one service's streams. */
interface Pages {
  readonly records: string;
  readonly failures: string;
  readonly giveUp: string;
}

/** What a stream of one service, read shard by shard, can do. */
export function shardOf({ records, failures, giveUp }: Pages): Capabilities {
  return {
    mixedBatches: gap("A batch comes from one shard of one stream.", `${LAMBDA}/${records}`),
    partialFailure: how("with ReportBatchItemFailures, for the records before the first failure"),
    failsAlone: gap(
      "Lambda delivers the shard again from the first failed record on, including all records after it.",
      `${LAMBDA}/${failures}`,
    ),
    attempt: gap("A record does not say how often it was delivered.", `${LAMBDA}/${records}`),
    retryAfter: gap(
      "A response names a record but no delay; Lambda decides when the shard is delivered again.",
      `${LAMBDA}/${failures}`,
    ),
    reject: gap(
      "Lambda gives up a record after MaximumRetryAttempts or MaximumRecordAgeInSeconds, not on request.",
      `${LAMBDA}/${giveUp}`,
    ),
    waitUntil: how("awaited before the answer"),
  };
}

/** Why keys wait for each other, unless the adapter's option `order` says otherwise. */
export function inOrder(failures: string): Capability {
  return gap(
    "Everything after a failed record is delivered again, so by default a shard is handled one record after another. " +
      'The option order: "key" handles several keys at the same time.',
    `${LAMBDA}/${failures}`,
  );
}
