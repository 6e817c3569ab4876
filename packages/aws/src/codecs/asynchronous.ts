import { failTogether, type Settled } from "onefn/provider";

/**
 * Settles an asynchronous invocation. Lambda ignores its result, and repeats it as a whole if it fails.
 *
 * @throws OnefnError ONEFN_BATCH_FAILED if a record failed.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
export function settleAsynchronous(settled: readonly Settled[]): null {
  failTogether(settled);
  return null;
}
