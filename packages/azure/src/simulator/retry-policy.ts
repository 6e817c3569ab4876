import type { Delivery, Settlement } from "onefn/simulator";
import { nativeResultOf, settleAll } from "./triggered-wire.js";
import type { RpcOutcome, RpcTriggering } from "./worker.js";

/** Milliseconds that the simulated policy waits before it invokes the function again. */
const DELAY = 100;

/** What the host says of a retry policy. All records of an invocation are in the same attempt. */
export function retryContextOf(
  [first]: readonly Delivery<unknown>[],
  maxRetryCount: number,
): Pick<RpcTriggering, "retryContext"> {
  return { retryContext: { retryCount: (first?.attempt ?? 1) - 1, maxRetryCount } };
}

/** With a retry policy, a failed invocation is run again with the same records, until its attempts are used up. */
export function settleWithPolicy(outcome: RpcOutcome, count: number): Settlement {
  return { ...settleAll(outcome, count, { after: DELAY }), together: outcome.status === "Failure" };
}

/**
 * Without a policy, the host continues after a failure. It keeps nothing of the record that failed, which the simulator
 * reports as dead.
 */
export function settleWithoutPolicy(outcome: RpcOutcome): Settlement {
  return { fates: [outcome.status === "Success" ? "done" : "dead"], ...nativeResultOf(outcome) };
}
