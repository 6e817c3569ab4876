import type { Capabilities } from "onefn/provider";
import { gap, how, noDeadline, ownTrigger, RETRIES } from "./words.js";

/** What holds for every stream of Azure. @param trigger where its trigger is documented. */
export const streamOf = (trigger: string): Capabilities => ({
  waitUntil: how("awaited before the invocation ends"),
  deadline: noDeadline,
  unknownEvents: ownTrigger(trigger),
  mixedBatches: gap("A function is registered with one hub or topic.", trigger),
  order: how("within a partition"),
  retryAfter: gap("Only the function's retry policy says how long to wait.", RETRIES),
  reject: gap("The host has no dead letters: it continues after what failed.", RETRIES),
});

/** With cardinality `one`, and without a retry policy. */
export const oneWithoutPolicy = (trigger: string): Capabilities => ({
  batch: gap("With cardinality one, each record is an invocation.", trigger),
  redelivery: gap(
    "Without a retry policy the host continues after a failed invocation. `deadLetter` of the function gets what failed, " +
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
