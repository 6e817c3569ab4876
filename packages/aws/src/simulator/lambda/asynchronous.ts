import type { Delivery, Settlement } from "onefn/simulator";
import { arrive } from "../arrival.js";
import type { Arrival } from "../gateway.js";
import type { LambdaAnswer, LambdaInstance } from "../host.js";
import { invokeAs, settleTogether } from "./deliver.js";

/** Lambda runs an asynchronous invocation three times: it waits for one minute, then for two. */
const ATTEMPTS = 3;
const WAITS = [60_000, 120_000];

type Attempted = Pick<Delivery<unknown>, "id" | "attempt">;

/**
 * How a broker delivers by asynchronous invocations, each with one record. What fails three times is dead: Lambda sends
 * it to the function's on-failure destination or dead-letter queue. A repeated invocation has the request id of the first.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 * @see https://repost.aws/knowledge-center/lambda-function-duplicate-invocations
 */
export function invokeAsynchronously(running: LambdaInstance) {
  /** The arrival of each event that may be repeated, by the id of its first record. */
  const arrivals = new Map<string, Arrival>();
  return {
    batch: 1,
    unordered: true,
    attempts: ATTEMPTS,
    delay: 0,
    invoke(event: unknown, [first]: readonly Attempted[], now: number): Promise<LambdaAnswer> {
      const arrival = arrivals.get(first?.id ?? "") ?? arrive(now);
      if (first) arrivals.set(first.id, arrival);
      return invokeAs(running, event, arrival);
    },
    settle(answer: LambdaAnswer, deliveries: readonly Attempted[]): Settlement {
      const [first] = deliveries;
      if (first && (answer.kind === "result" || first.attempt === ATTEMPTS)) arrivals.delete(first.id);
      return settleTogether(
        answer,
        deliveries.map(({ attempt }) => ({ after: WAITS[attempt - 1] ?? 0 })),
      );
    },
  } as const;
}
