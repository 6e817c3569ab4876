import { type AdaptOptions, failTogether, type Settled } from "onefn/provider";
import type { AwsOptions } from "../options.js";

/**
 * For the `settle` of sources with partial batch responses, before they make one.
 *
 * @throws OnefnError ONEFN_BATCH_FAILED if a record failed and the option `partialResponses` is false: Lambda would take
 * a returned list of failures for a success.
 */
export function failWithoutPartialResponses(
  settled: readonly Settled[],
  { partialResponses }: AdaptOptions & AwsOptions,
): void {
  if (partialResponses === false) failTogether(settled);
}
