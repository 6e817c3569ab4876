import { OnefnError } from "../errors.js";

/**
 * What a batch handler says of its messages; undefined acknowledges all.
 *
 * @throws OnefnError ONEFN_OUTCOME_INVALID for something else than a Map by the messages themselves.
 */
export function batchOutcomes(
  output: unknown,
  messages: ReadonlyMap<unknown, number>,
): ReadonlyMap<unknown, unknown> | undefined {
  if (output === undefined) return undefined;
  // What is missing from the Map is acknowledged: a failure under a key that nobody looks up would be lost.
  if (output instanceof Map && [...output.keys()].every((key) => messages.has(key))) return output;
  throw new OnefnError(
    "ONEFN_OUTCOME_INVALID",
    "the handler returned something else than a Map with its messages as keys. " +
      "Return a Map by the messages themselves, not by ids or copies, or nothing to acknowledge all.",
  );
}
