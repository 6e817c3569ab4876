import { type Call, failTogether, OnefnError, type RecordCodec, type Settled } from "onefn/provider";
import type { AzureContext, Invocation } from "../native.js";
import type { AzureOptions } from "../options.js";
import { invocationContext } from "./invocation-context.js";

/**
 * The number of this attempt. The host tells it only where the function has a retry policy. It does not count the
 * deliveries before a restart, or on another instance.
 */
export function attemptOf({ retryContext }: AzureContext): number | undefined {
  return retryContext && retryContext.retryCount + 1;
}

/**
 * Whether the host never delivers these records again: there is no retry policy, or its attempts are used up. Without a
 * limit the policy says -1.
 */
function isLastAttempt({ retryContext }: AzureContext): boolean {
  if (!retryContext) return true;
  const { retryCount, maxRetryCount } = retryContext;
  return maxRetryCount >= 0 && retryCount >= maxRetryCount;
}

/**
 * The end of an invocation that the host repeats only by a retry policy, with all of its records.
 *
 * @param remedy what keeps a record that fails.
 * @throws OnefnError ONEFN_BATCH_FAILED if any failed: for the policy, or so that the host's metrics show a loss.
 */
export const settlesOnce =
  (remedy: string) =>
  (settled: readonly Settled[], { nativeContext }: Call<unknown, Invocation>): void => {
    const failed = settled.filter(({ type }) => type === "retry" || type === "reject");
    if (failed.length === 0) return;
    if (!isLastAttempt(nativeContext.context)) failTogether(settled);
    throw new OnefnError(
      "ONEFN_BATCH_FAILED",
      `[onefn/azure] ${failed.length} of ${settled.length} records failed and are lost, because the host does not ` +
        `deliver them again. ${remedy}`,
      { cause: failed.find(({ error }) => error !== undefined)?.error },
    );
  };

/** Whether only the records of one key wait for each other. */
export function isByKey({ order }: AzureOptions, concurrency: number): boolean {
  return order === "key" && concurrency > 1;
}

/** What the codecs of streams have in common. */
export const stream = {
  lastAttempt: (_, { nativeContext: { context } }) => isLastAttempt(context),
  repeatDelays({ nativeContext: { context }, options }) {
    const { retryDelays }: AzureOptions = options;
    return isLastAttempt(context) ? retryDelays : undefined;
  },
  settle: settlesOnce("Register the function with a retry policy, or give it `deadLetter`."),
  context: invocationContext,
} satisfies Partial<RecordCodec<unknown, never, void, Invocation>>;
