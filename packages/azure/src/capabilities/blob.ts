import type { Capabilities } from "onefn/provider";
import { gap, how, noDeadline, ownTrigger } from "./words.js";

const TRIGGER =
  "https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-storage-blob-trigger";
const POISON = `${TRIGGER}#poison-blobs`;

/** Blob triggers. */
export const blob: Readonly<Record<string, Capabilities>> = {
  blob: {
    waitUntil: how("awaited before the invocation ends"),
    deadline: noDeadline,
    unknownEvents: ownTrigger(TRIGGER),
    mixedBatches: gap("A function is registered with one container.", TRIGGER),
    batch: gap("Each blob is an invocation.", TRIGGER),
    severalInOne: gap("Each blob is an invocation.", TRIGGER),
    order: gap("The host handles blobs in any order.", `${TRIGGER}#concurrency-and-memory-usage`),
    deletions: gap(
      "The host looks for blobs that are new or changed, and does not notice deleted ones.",
      TRIGGER,
    ),
    updates: gap(
      "The host does not say whether a blob is new, was overwritten, or has other metadata: each is `created`.",
      TRIGGER,
    ),
    archived: gap("The host looks for blobs that are new or changed.", TRIGGER),
    testNotifications: gap("Azure sends no test notification: the host itself looks for blobs.", TRIGGER),
    besideMessages: gap("The trigger delivers blobs, not messages.", TRIGGER),
    attempt: gap("The host does not tell which of its five attempts it is.", POISON),
    retryAfter: gap("The host decides when it tries a blob again.", POISON),
    reject: gap("The host gives a blob up after five attempts, not on request.", POISON),
  },
};
