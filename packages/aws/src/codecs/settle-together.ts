import { failTogether, type Settled } from "onefn/provider";

/**
 * Settles an invocation of which Lambda reads no result. If it fails, an asynchronous one is repeated, and a batch of a
 * broker or a change stream is delivered again: always with all records.
 *
 * @throws OnefnError ONEFN_BATCH_FAILED if a record failed.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function settleTogether(settled: readonly Settled[]): null {
  failTogether(settled);
  return null;
}
