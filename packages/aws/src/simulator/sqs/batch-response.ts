import type { Fate, Settlement } from "onefn/simulator";
import type { LambdaAnswer } from "../host.js";

/** What a partial batch response means for the records of its batch. */
type Verdict =
  | { readonly kind: "some"; readonly failed: ReadonlySet<string> }
  /** The response is invalid, and Lambda treats the whole batch as failed. */
  | { readonly kind: "all"; readonly reason: string };

const SUCCESS: Verdict = { kind: "some", failed: new Set() };

/**
 * Reads a result as an event source mapping with `ReportBatchItemFailures` does: nothing means success, and one
 * identifier that is unknown, empty, null or misnamed fails the whole batch.
 * @see
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
function readBatchResponse(result: unknown, delivered: ReadonlySet<string>, nameOf: NameOf): Verdict {
  if (result === null || result === undefined) return SUCCESS;
  if (typeof result !== "object") return all("the result is not an object");
  const failures = (result as Readonly<Record<string, unknown>>).batchItemFailures;
  if (failures === null || failures === undefined) return SUCCESS;
  if (!Array.isArray(failures)) return all("batchItemFailures is not a list");
  const failed = new Set<string>();
  for (const failure of failures) {
    const id = nameOf((failure as Readonly<Record<string, unknown>> | null)?.itemIdentifier);
    if (!id) return all("an entry has no itemIdentifier");
    if (!delivered.has(id)) return all("an itemIdentifier matches no message of the batch");
    failed.add(id);
  }
  return { kind: "some", failed };
}

/** Reads an identifier. Undefined: it is malformed. */
type NameOf = (itemIdentifier: unknown) => string | undefined;

const ifText: NameOf = (itemIdentifier) => (typeof itemIdentifier === "string" ? itemIdentifier : undefined);

function all(reason: string): Verdict {
  return { kind: "all", reason };
}

/**
 * What an event source mapping does with the records of a batch. If the invocation failed, all of them are delivered
 * again.
 *
 * @param ids the ids of the records, as a response names them.
 * @param fates the fates of the records, given the ids in the response.
 * @param nameOf reads an `itemIdentifier` as one of the ids. Default: it is the id.
 */
export function settleBatch(
  answer: LambdaAnswer,
  ids: readonly string[],
  fates: (failed: ReadonlySet<string>) => readonly Fate[],
  nameOf: NameOf = ifText,
): Settlement {
  const again = ids.map(() => "again" as const);
  if (answer.kind !== "result") {
    return {
      fates: again,
      nativeResult: undefined,
      error: errorOf(answer),
      refusal: "the invocation failed",
    };
  }
  const nativeResult: unknown = JSON.parse(answer.payload);
  const verdict = readBatchResponse(nativeResult, new Set(ids), nameOf);
  return verdict.kind === "all"
    ? { fates: again, nativeResult, refusal: verdict.reason }
    : { fates: fates(verdict.failed), nativeResult };
}

/** The error of a failed invocation. */
export function errorOf(answer: Exclude<LambdaAnswer, { kind: "result" }>): unknown {
  switch (answer.kind) {
    case "error":
      return answer.cause ?? new Error(`${answer.errorType}: ${answer.errorMessage}`);
    case "timeout":
      return new Error("The invocation ran out of time.");
    default:
      return undefined;
  }
}
