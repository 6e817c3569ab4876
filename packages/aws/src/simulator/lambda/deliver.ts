import type { Fate, Settlement } from "onefn/simulator";
import { arrive, traceHeader } from "../arrival.js";
import type { Arrival } from "../gateway.js";
import type { LambdaAnswer, LambdaInstance } from "../host.js";
import { errorOf } from "../sqs/batch-response.js";

/** Invokes a function with an event that arrived at some time, with a request id and a trace of its own. */
export function invokeAt(running: LambdaInstance, event: unknown, now: number): Promise<LambdaAnswer> {
  return invokeAs(running, event, arrive(now));
}

/** Invokes a function with an event that has arrived before: it keeps its request id and its trace. */
export function invokeAs(
  running: LambdaInstance,
  event: unknown,
  { requestId, traceRoot }: Pick<Arrival, "requestId" | "traceRoot">,
): Promise<LambdaAnswer> {
  return running.invoke(event, { requestId, traceId: traceHeader(traceRoot) });
}

/**
 * Settles records of which the source hears only whether the invocation failed.
 *
 * @param again the fate of each record if it did.
 */
export function settleTogether(answer: LambdaAnswer, again: readonly Fate[]): Settlement {
  return answer.kind === "result"
    ? { fates: again.map(() => "done"), nativeResult: JSON.parse(answer.payload) }
    : { fates: again, nativeResult: undefined, error: errorOf(answer), refusal: "the invocation failed" };
}
