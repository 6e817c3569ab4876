import type { AdaptOptions, Timers } from "onefn/provider";
import { type Load, type RunningFunctions, reloading } from "onefn/simulator";
import { adapt } from "../../schedule/adapt.js";
import type { CalendarClass } from "../../schedule/calendar.js";
import type { RunResult } from "../../schedule/codec.js";
import { runOnce, timetablesOf } from "../../schedule/run.js";
import { Work } from "../../work.js";

/** What runs schedules: this process, or one whose adapter a test has broken. */
export interface ScheduleHost {
  start(load: Load, options: { readonly adapt?: AdaptOptions | undefined }): RunningTicks;
}

/** Functions that are told what time it is. */
export interface RunningTicks extends RunningFunctions {
  /** Lets a planned time of an expression come, whether or not a function has it. Resolves when the run has ended. */
  tick(cron: string, at: Date): Promise<RunResult>;
}

/**
 * Schedules in this process.
 *
 * @param adapter `adapt`, or a deliberately broken one.
 */
export function createSchedulesHost(adapter: typeof adapt = adapt): ScheduleHost {
  return {
    start(load, { adapt: given }) {
      const lines: string[] = [];
      const options = { ...given, log: (line: string) => void lines.push(line) };
      const adapted = reloading(load, (functions) => adapter(functions, options));
      return {
        lines,
        prepare: adapted,
        close: async () => {},
        async tick(cron, at) {
          const current = adapted();
          const work = new Work();
          let ended: (result: RunResult) => void = () => {};
          const timetables = timetablesOf(current, {
            Calendar: oneDay(cron, at),
            timers: stoppedAt(at),
            overlap: "skip",
            work,
            ended: (result) => ended(result),
          });
          const ran = new Promise<RunResult>((resolve) => {
            ended = resolve;
            for (const [, timetable] of timetables) timetable.start();
          });
          // No function has the expression, so no timetable is due. The adapter says what it makes of such a run.
          return work.running > 0 ? ran : runOnce(current, { cron, timezone: "UTC", scheduledAt: at }, work);
        },
      };
    },
  };
}

/** A calendar with one time, at which one expression is due. */
function oneDay(cron: string, at: Date): CalendarClass {
  return class {
    #left: number;

    constructor(expression: string) {
      this.#left = expression === cron ? 1 : 0;
    }
    nextRun(): Date | null {
      return this.#left-- > 0 ? at : null;
    }
    previousRuns(): readonly Date[] {
      return [at];
    }
  };
}

/** A clock that stands at a time. */
function stoppedAt(at: Date): Timers {
  return { ...globalThis, Date: { now: () => at.getTime() } };
}
