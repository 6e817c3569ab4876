/** What a partial batch response says of the messages of its batch. */
export type Verdict =
  | { readonly kind: "some"; readonly failed: ReadonlySet<string> }
  /** The response is invalid, and Lambda treats the whole batch as failed. */
  | { readonly kind: "all"; readonly reason: string };

const SUCCESS: Verdict = { kind: "some", failed: new Set() };

/**
 * Reads a result as an event source mapping with `ReportBatchItemFailures` does: nothing means success, and one
 * identifier that is unknown, empty, null or of another name fails the whole batch.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 */
export function readBatchResponse(result: unknown, delivered: ReadonlySet<string>): Verdict {
  if (result === null || result === undefined) return SUCCESS;
  if (typeof result !== "object") return all("the result is no object");
  const failures = (result as Readonly<Record<string, unknown>>).batchItemFailures;
  if (failures === null || failures === undefined) return SUCCESS;
  if (!Array.isArray(failures)) return all("batchItemFailures is no list");
  const failed = new Set<string>();
  for (const failure of failures) {
    const id: unknown = (failure as Readonly<Record<string, unknown>> | null)?.itemIdentifier;
    if (typeof id !== "string" || id === "") return all("an entry has no itemIdentifier");
    if (!delivered.has(id)) return all("an itemIdentifier is of no message of the batch");
    failed.add(id);
  }
  return { kind: "some", failed };
}

function all(reason: string): Verdict {
  return { kind: "all", reason };
}
