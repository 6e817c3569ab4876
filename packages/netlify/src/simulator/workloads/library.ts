import type { WorkloadErrors } from "../../workloads/library.js";

/** What Netlify's library makes of the end of a handler. `delay` is in milliseconds, and replaces the schedule. */
export type WorkloadResult =
  | { readonly outcome: "done" | "dead" }
  | { readonly outcome: "retry"; readonly delay?: number };

class DoNotRetry extends Error {}

interface Delay {
  readonly message: string;
  readonly retryDelay: number;
  readonly forceDelayTime: boolean;
}

class RetryAfterDelay extends Error {
  readonly delay: Delay;

  constructor(delay: Delay) {
    super(delay.message);
    this.delay = delay;
  }
}

/** The errors that the library knows. */
export const errors: WorkloadErrors = { ErrorDoNotRetry: DoNotRetry, ErrorRetryAfterDelay: RetryAfterDelay };

/** Milliseconds. */
const FIRST = 5_000;

/**
 * Milliseconds before an event is delivered again whose handler does not say so.
 * @see https://docs.netlify.com/build/async-workloads/writing-workloads
 */
export function scheduleOf(attempt: number): number {
  return attempt <= 1 ? FIRST : (attempt - 1) * 4 * FIRST;
}

/** What becomes of an event whose handler threw. A delay below the schedule is ignored, unless it is forced. */
export function resultOf(error: unknown, attempt: number): WorkloadResult {
  if (error instanceof DoNotRetry) return { outcome: "dead" };
  if (!(error instanceof RetryAfterDelay)) return { outcome: "retry" };
  const { retryDelay: delay, forceDelayTime } = error.delay;
  const isHeard = delay > 0 && (forceDelayTime || delay > scheduleOf(attempt));
  return isHeard ? { outcome: "retry", delay } : { outcome: "retry" };
}
