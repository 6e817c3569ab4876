import type { Wire } from "onefn/simulator";

/** The result of one case on one wire. */
export interface CaseResult {
  /** The provider and its wire, such as `aws/sqs`. */
  readonly wire: string;
  readonly kind: Wire["kind"];
  readonly name: string;
  /**
   * `passed` or `failed`; `gap`: it failed, as the wire's capabilities say it must; `closed`: it passed although they
   * say that it cannot, so the gap must be removed from them.
   */
  readonly status: "passed" | "failed" | "gap" | "closed";
  /** The missing capability of a `gap` or `closed`. */
  readonly capability?: string;
  /** Why the wire lacks it. */
  readonly reason?: string;
  /** A URL that confirms it. */
  readonly source?: string;
  /** The error of a `failed` or `gap`. */
  readonly error?: unknown;
}

/** Whether a result is as expected. */
export function isGood({ status }: CaseResult): boolean {
  return status === "passed" || status === "gap";
}
