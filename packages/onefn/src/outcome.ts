import { hasBrand } from "./brand.js";

const OUTCOME = Symbol.for("onefn.outcome");

/** What becomes of one message: acknowledged, delivered again, or refused for good. */
export type Outcome = Ack | Retry | Reject;

/** The message is done. */
export interface Ack {
  readonly [OUTCOME]: true;
  readonly type: "ack";
}

/** The message is delivered again. */
export interface Retry {
  readonly [OUTCOME]: true;
  readonly type: "retry";
  /** Seconds to wait at least; a provider without this capability uses the queue's own delay. */
  readonly after?: number;
}

/** The message can never succeed. Providers without a refusal of their own leave it to the dead-letter queue. */
export interface Reject {
  readonly [OUTCOME]: true;
  readonly type: "reject";
  /** For the log. */
  readonly reason?: string;
}

const ACK: Ack = /* @__PURE__ */ Object.freeze({ [OUTCOME]: true as const, type: "ack" as const });
const RETRY: Retry = /* @__PURE__ */ Object.freeze({ [OUTCOME]: true as const, type: "retry" as const });
const REJECT: Reject = /* @__PURE__ */ Object.freeze({ [OUTCOME]: true as const, type: "reject" as const });

/** Acknowledges a message. Returning nothing does the same; batch handlers may want to say it. */
export function ack(): Ack {
  return ACK;
}

/**
 * Asks for another delivery.
 *
 * @param options `after`: seconds to wait, 0 or more. See the capability `retryAfter` of the provider.
 * @throws RangeError when `after` is negative or not a finite number.
 * @example
 * if (!(await stock(order.data.sku))) return retry({ after: 30 });
 */
export function retry(options?: { after?: number }): Retry {
  if (options?.after === undefined) return RETRY;
  if (!(options.after >= 0 && Number.isFinite(options.after))) {
    throw new RangeError(
      "[onefn] retry: `after` is not a number of seconds. Give 0 or more, or leave it out.",
    );
  }
  return { [OUTCOME]: true, type: "retry", after: options.after };
}

/**
 * Refuses a message for good: it will not succeed however often it comes.
 *
 * @param options `reason`: a sentence for the log.
 * @example
 * if (order.data.total < 0) return reject({ reason: "negative total" });
 */
export function reject(options?: { reason?: string }): Reject {
  return options?.reason === undefined ? REJECT : { [OUTCOME]: true, type: "reject", reason: options.reason };
}

/** Whether a value is an outcome, also one of another copy of this package. */
export function isOutcome(value: unknown): value is Outcome {
  return hasBrand(value, OUTCOME);
}
