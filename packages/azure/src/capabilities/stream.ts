import type { Capabilities } from "onefn/provider";
import { gap, how, noDeadline, RETRIES } from "./words.js";

/** What both streams of Azure cannot do. */
export const streamOf = (trigger: string): Capabilities => ({
  waitUntil: how("awaited before the invocation ends"),
  deadline: noDeadline,
  unknownEvents: gap("A function gets only what the trigger delivers that it was registered with.", trigger),
  mixedBatches: gap("A function is registered with one hub or topic.", trigger),
  order: how("within a partition"),
  retryAfter: gap("Only the function's retry policy says how long to wait.", RETRIES),
  reject: gap("The host knows no dead letters: it goes on behind what failed.", RETRIES),
});

/** With cardinality `one`, and without a retry policy. */
export const oneWithoutPolicy = (trigger: string): Capabilities => ({
  batch: gap("With cardinality one, each record is an invocation.", trigger),
  redelivery: gap(
    "Without a retry policy the host goes on behind a failed invocation. `deadLetter` of the function gets what failed, " +
      "and the option `retryDelays` tries again inside the invocation.",
    RETRIES,
  ),
  attempt: gap("The host tells the number of an attempt only by a retry policy.", RETRIES),
});

/** With cardinality `many`, and a retry policy. */
export const batchWithPolicy = (trigger: string): Capabilities => ({
  partialFailure: gap(
    "The host runs an invocation again with all of its records. onefn fails it if any failed.",
    trigger,
  ),
  attempt: how("with a retry policy"),
  redelivery: how("with a retry policy, until its attempts are used up"),
});
