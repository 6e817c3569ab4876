import { OnefnError } from "../errors.js";
import type { Settled } from "../outcome.js";

/**
 * For `settle` of a source that can only deliver the whole batch again: does nothing when all records are done. Every
 * record has been handled by then.
 *
 * @throws OnefnError ONEFN_BATCH_FAILED, with the first cause, when any of them failed.
 */
export function failTogether(settled: readonly Settled[]): void {
  const failed = settled.filter(({ type }) => type === "retry" || type === "reject");
  if (failed.length === 0) return;
  throw new OnefnError(
    "ONEFN_BATCH_FAILED",
    `[onefn] ${failed.length} of ${settled.length} records failed, and the source can only deliver all of them again. ` +
      "Correct what the log says of each, and have handlers tolerate a record that comes twice.",
    { cause: failed.find(({ error }) => error !== undefined)?.error },
  );
}
