import type { Tick } from "onefn";
import type { ScheduledController } from "../native.js";

/** The members of a cron trigger's event. */
export interface CronWords {
  /** Default: now. */
  readonly scheduledAt?: Date | undefined;
}

/**
 * Builds the event of a cron trigger, from an expression or from a tick that a handler of any provider received. A tick
 * without an expression gets `* * * * *`.
 *
 * @see https://developers.cloudflare.com/workers/runtime-apis/handlers/scheduled/
 * @example
 * await worker.scheduled(cron("30 3 * * *", { scheduledAt: new Date("2026-03-01T03:30:00Z") }));
 * @trigger scheduled
 */
export function cron(words: string | Tick, { scheduledAt }: CronWords = {}): ScheduledController {
  const tick = typeof words === "string" ? { cron: words, scheduledAt } : words;
  return {
    cron: tick.cron ?? "* * * * *",
    scheduledTime: (scheduledAt ?? tick.scheduledAt ?? new Date()).getTime(),
    noRetry() {},
  };
}
