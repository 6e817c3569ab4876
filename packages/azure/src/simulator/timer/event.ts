import type { Tick } from "onefn";
import { calledWith, camelCased, type TriggeredEvent } from "../called-event.js";
import { timerInfo, withSeconds } from "./timer-info.js";

/** A run of a timer, or one that a handler of any provider received. */
export type TimerWords = Date | Tick;

/** How the timer was registered. */
export interface TimerEventOptions {
  /** The expression of six fields, seconds first. Default: the tick's own, or every minute. */
  readonly schedule?: string | undefined;
}

/**
 * Builds what the library passes to a function when a timer fires. A portable tick keeps its time and its expression. Log
 * lines of the context are dropped.
 *
 * @param planned the planned time. Default: now.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-timer
 * @example
 * const { input, context } = timer(new Date("2026-03-01T03:30:00Z"), { schedule: "0 30 3 * * *" });
 * await adapt(cleanUp)(input, context);
 * @trigger timer
 */
export function timer(planned: TimerWords = new Date(), options: TimerEventOptions = {}): TriggeredEvent {
  const {
    scheduledAt = new Date(),
    cron = "* * * * *",
  }: Pick<Tick, "scheduledAt"> & { readonly cron?: string | undefined } =
    planned instanceof Date ? { scheduledAt: planned } : planned;
  const { schedule = withSeconds(cron) } = options;
  const info = timerInfo({ schedule, plannedAt: scheduledAt.getTime() }, Date.now());
  return calledWith(camelCased(info), { trigger: { type: "timerTrigger", schedule }, metadata: {} });
}
