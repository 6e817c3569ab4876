import type { RpcData } from "../worker.js";

/** A run of a timer, as the host has planned it. */
export interface PlannedRun {
  readonly schedule: string;
  /** Milliseconds since the epoch. */
  readonly plannedAt: number;
}

/** An expression as the host takes it. One of five fields runs at second 0. */
export function withSeconds(cron: string): string {
  return cron.split(" ").length === 5 ? `0 ${cron}` : cron;
}

/** How .NET writes that there is no time. */
const NEVER = "0001-01-01T00:00:00";

/** How late a run is that the host calls past due. */
const PAST_DUE = 60_000;

/**
 * What the host sends, by the names of .NET. It plans the next run only after this one: `Next` is this one still.
 * @see https://github.com/Azure/azure-webjobs-sdk-extensions/blob/dev/src/WebJobs.Extensions/Extensions/Timers/Listener/TimerListener.cs
 */
export function timerInfo({ plannedAt }: PlannedRun, now: number): Readonly<Record<string, unknown>> {
  return {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: {
      Last: NEVER,
      LastUpdated: NEVER,
      Next: new Date(plannedAt).toISOString().replace("Z", "+00:00"),
    },
    IsPastDue: now - plannedAt > PAST_DUE,
  };
}

/** The host's data for a timer. */
export function timerData(run: PlannedRun, now: number): RpcData {
  return { json: JSON.stringify(timerInfo(run, now)) };
}
