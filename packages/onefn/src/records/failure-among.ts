import type { CallFailure } from "../calls/outcome.js";
import type { Settled } from "../outcome.js";
import { isTaskError } from "../task-error.js";

/**
 * The failure of a call whose records cannot fail alone: the first that a repetition would not change, else the first;
 * undefined if none failed. Its message is for the caller, and quotes nothing. The log has the reasons.
 */
export function failureAmong(settled: readonly Settled[]): CallFailure | undefined {
  const failures = settled.flatMap((each, index) =>
    each.type === "retry" || each.type === "reject"
      ? [failureOfRecord(each, `record ${index + 1} of ${settled.length}`)]
      : [],
  );
  return failures.find(({ fault }) => fault !== "deadline" && fault !== "unexpected") ?? failures[0];
}

const OURS: Readonly<Record<string, readonly [fault: CallFailure["fault"], what: string]>> = {
  ONEFN_MESSAGE_INVALID: ["caller", "does not match the schema"],
  ONEFN_MESSAGE_UNDECODABLE: ["caller", "cannot be read as the function asks"],
  ONEFN_OUTCOME_INVALID: ["function", "got no value"],
  ONEFN_VALUE_INVALID: ["function", "got a value that cannot be passed on"],
};

/** Why a record failed, for the caller. @param record its place. */
export function failureOfRecord({ error, unfinished }: Settled, record: string): CallFailure {
  if (unfinished) {
    const message = `${record} was not done when the time was up. Send fewer records, or give the function more time.`;
    return { fault: "deadline", name: "ONEFN_DEADLINE", message, error };
  }
  if (isTaskError(error)) return { fault: "task", name: error.name, message: error.message, error };
  const { code } = Object(error) as { readonly code?: unknown };
  const [fault, what] = (Object.hasOwn(OURS, String(code)) && OURS[String(code)]) || [];
  return fault
    ? { fault, name: String(code), message: `${record} ${what}. The log says more.`, error }
    : { fault: "unexpected", name: undefined, message: `${record} failed. The log says why.`, error };
}
