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
  if (!(output instanceof Map)) {
    throw new OnefnError(
      "ONEFN_OUTCOME_INVALID",
      "the handler returned something that is neither nothing nor a Map of messages to outcomes. " +
        "Return a Map, or nothing to acknowledge all.",
    );
  }
  // What is missing from the Map is acknowledged: a failure under a key that nobody looks up would be lost.
  for (const key of output.keys()) {
    if (messages.has(key)) continue;
    throw new OnefnError(
      "ONEFN_OUTCOME_INVALID",
      "the handler returned a Map with a key that is none of its messages, such as an id or a copy. " +
        "Use the messages themselves as keys.",
    );
  }
  return output;
}
