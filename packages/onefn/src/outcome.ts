import { hasBrand } from "./brand.js";

const OUTCOME = Symbol.for("onefn.outcome");

/** What happens to a message: it is acknowledged, delivered again, or refused for good. */
export type Outcome = Ack | Retry | Reject;

/**
 * Tells outcomes from similar objects, in types only. It is not a symbol, because the declarations for ESM and for
 * CommonJS would each have their own, and an outcome of one would not compile in the other.
 */
interface Branded {
  readonly "~outcome": never;
}

/** The message is done. */
export interface Ack extends Branded {
  readonly type: "ack";
}

/** The message is delivered again. */
export interface Retry extends Branded {
  readonly type: "retry";
  /** The minimum delay in seconds. Without the capability `retryAfter`, the queue's own delay applies. */
  readonly after?: number | undefined;
}

/** The message can never succeed. Providers that cannot refuse it leave it to the dead-letter queue. */
export interface Reject extends Branded {
  readonly type: "reject";
  /** For the log. */
  readonly reason?: string | undefined;
}

/** What became of one record, as its codec settles it. */
export type Settled = (Ack | Retry | Reject | Drop) & {
  /** What was thrown, if something was. */
  readonly error?: unknown;
  /** The handler's value in the format of the source, for kinds whose handlers return one. */
  readonly value?: unknown;
  /** Whether the time was up before it was done. */
  readonly unfinished?: true;
};

/** The record is done, and left out of what is passed on. */
export interface Drop extends Branded {
  readonly type: "drop";
}

const ACK = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ branded<Ack>({ type: "ack" }));
const RETRY = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ branded<Retry>({ type: "retry" }));
const REJECT = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ branded<Reject>({ type: "reject" }));

function branded<O extends Outcome>(outcome: Omit<O, keyof Branded>): O {
  return { [OUTCOME]: true, ...outcome } as unknown as O;
}

// `Else` is inferred from what the handler may return besides an outcome. Since a message handler may return nothing, the
// type of `return retry()` includes that, and `noImplicitReturns` lets the handler end without a `return`.

/** Acknowledges a message. Returning nothing does the same; batch handlers may prefer to be explicit. */
export function ack<Else = never>(): Ack | Else {
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
export function retry<Else = never>(options?: { readonly after?: number | undefined }): Retry | Else {
  if (options?.after === undefined) return RETRY;
  if (!(options.after >= 0 && Number.isFinite(options.after))) {
    throw new RangeError(
      "[onefn] retry: `after` is not a number of seconds. Give 0 or more, or leave it out.",
    );
  }
  return branded<Retry>({ type: "retry", after: options.after });
}

/**
 * Refuses a message for good, because it can never succeed.
 *
 * @param options `reason`: a sentence for the log.
 * @example
 * if (order.data.total < 0) return reject({ reason: "negative total" });
 */
export function reject<Else = never>(options?: { readonly reason?: string | undefined }): Reject | Else {
  return options?.reason === undefined ? REJECT : branded<Reject>({ type: "reject", reason: options.reason });
}

/** Whether a value is an outcome, even one from another copy of this package. */
export function isOutcome(value: unknown): value is Outcome {
  return hasBrand(value, OUTCOME);
}
