/** What came of one case on one wire. */
export interface CaseResult {
  /** The provider and its wire, such as `aws/sqs`. */
  readonly wire: string;
  readonly kind: "http" | "message";
  readonly name: string;
  /**
   * `passed` and `failed` say it; `gap`: it failed as the wire's capabilities say it must; `closed`: it passed though
   * they say that it cannot, so the gap is to be removed from them.
   */
  readonly status: "passed" | "failed" | "gap" | "closed";
  /** The capability that the wire says it lacks, of a `gap` or `closed`. */
  readonly capability?: string;
  /** Why the wire lacks it. */
  readonly reason?: string;
  /** Who says so: a URL. */
  readonly source?: string;
  /** Why it `failed`, and how it failed where it is a `gap`. */
  readonly error?: unknown;
}

/** Whether a result is as it should be. */
export function isGood({ status }: CaseResult): boolean {
  return status === "passed" || status === "gap";
}
