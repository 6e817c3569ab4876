import type { Answer } from "./answer.js";

/**
 * What counts as a failure although all wires agree. `"alike"`: nothing. `"answers"`: an input that was not sent, that no
 * function took or that got no answer, a 5xx, a function of another kind that threw, and an error of onefn's own.
 * `"success"`: besides, a 4xx, a retry, a reject, a record that a transform failed, a TaskError and a denial.
 */
export type Expectation = "alike" | "answers" | "success";

export const EXPECTATIONS: readonly Expectation[] = ["alike", "answers", "success"];

/** An input that failed on a wire. */
export interface Failure {
  readonly wire: string;
  readonly input: string;
  /** The index of the input. */
  readonly index: number;
  /** Such as `it was answered 500`. */
  readonly what: string;
  readonly log: string | undefined;
}

/** Errors of onefn that say that the functions, or what they return, are wrong. */
const OWN =
  /ONEFN_(?:NO_FUNCTION|OUTCOME_INVALID|VALUE_INVALID|DECISION_INVALID|UNKNOWN_EVENT|RESPONSE_INVALID)/;

/** The failures among the answers to one input. */
export function failuresIn(
  answers: readonly Answer[],
  index: number,
  expected: Expectation,
): readonly Failure[] {
  return answers.flatMap((answer) => {
    const what = failureOf(answer, expected);
    return what === undefined
      ? []
      : [{ wire: answer.wire, input: answer.input, index, what, log: answer.log }];
  });
}

function failureOf(answer: Answer, expected: Expectation): string | undefined {
  const { parts, log, unmatched, threw } = answer;
  if (expected === "alike") return undefined;
  const { status, outcome, decision } = parts;
  const own = OWN.exec(log ?? "")?.[0];
  if (unmatched) return "no function took it";
  if (threw !== undefined) return `the function threw ${threw}`;
  if (outcome !== undefined) {
    if (!/^(?:ack|retry|reject|done|dropped|failed)$/.test(outcome))
      return outcome.startsWith("not sent") ? outcome : `it got ${outcome}`;
    const good = /^(?:ack|done|dropped)$/.test(outcome);
    if (own && !good) return ofOnefn(own);
    return expected === "success" && !good ? `its outcome was ${outcome}` : undefined;
  }
  if (decision === "deny") {
    if (own) return ofOnefn(own);
    return expected === "success" ? "it was denied" : undefined;
  }
  if (status === undefined)
    return expected === "success" && parts.error ? `it failed with ${parts.error}` : undefined;
  if (!/^[1-4]/.test(status))
    return status === "no answer" ? "it got no answer" : `it was answered ${status}`;
  return expected === "success" && status.startsWith("4") ? `it was answered ${status}` : undefined;
}

function ofOnefn(code: string): string {
  return code === "ONEFN_NO_FUNCTION" ? "no function took it" : `it failed with ${code}`;
}

/** A sentence for each failure that several wires share, with a line of the log. */
export function failureTexts(
  failures: readonly Failure[],
  nameOf: (wires: readonly string[]) => string,
  logs: boolean,
): readonly string[] {
  const alike = new Map<string, Failure[]>();
  for (const each of failures) alike.set(each.what, [...(alike.get(each.what) ?? []), each]);
  return [...alike].flatMap(([what, all]) => {
    const line = `${nameOf(all.map(({ wire }) => wire))}: ${what}.`;
    const log = all.find((each) => each.log !== undefined)?.log;
    return log === undefined || !logs ? [line] : [line, `  log: ${log}`];
  });
}
