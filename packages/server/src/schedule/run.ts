import type { ScheduleFunction } from "onefn";
import { checkOptions, OnefnError, type OptionChecks, type Timers } from "onefn/provider";
import { MILLISECONDS } from "../check-options.js";
import { loggerOf } from "../poll/log.js";
import { watchRejections } from "../rejections.js";
import { createShutdown, type ShutdownOptions, stopOnSignals } from "../shutdown.js";
import { Work } from "../work.js";
import { adaptedIn, type Schedulable } from "./adapt.js";
import { type CalendarClass, loadCroner } from "./calendar.js";
import { type Occurrence, Run, type RunResult } from "./codec.js";
import { type Overlap, Timetable } from "./timetable.js";

/** Options of {@link runSchedules}. */
export interface ScheduleRunOptions extends Pick<ShutdownOptions, "signals" | "shutdownTimeout"> {
  /**
   * What becomes of an occurrence while the function's run before it has not ended: `"skip"` drops it, `"queue"` has it
   * wait for its turn, with up to 100 occurrences. Default: `"skip"`.
   */
  readonly overlap?: Overlap | undefined;
}

const OPTIONS = {
  overlap: [(value) => value === "skip" || value === "queue", '"skip" or "queue"'],
  signals: [(value) => typeof value === "boolean", "true or false"],
  shutdownTimeout: MILLISECONDS,
} satisfies OptionChecks<ScheduleRunOptions>;

/** Schedules that run. */
export interface RunningSchedules {
  /**
   * Stops like a signal does: begins no more runs, and waits up to `shutdownTimeout` for those that have begun. Resolves
   * to false if the time ran out.
   */
  close(): Promise<boolean>;
}

/**
 * Runs schedule functions in this process, each at the times of its cron expression in its time zone, until the process
 * is told to stop. On SIGTERM and SIGINT it begins no more runs, lets those that have begun finish, and ends the
 * process: with code 0, or 1 if `shutdownTimeout` was not enough. It needs the package `croner`.
 *
 * @param adapted the result of `adapt` of this entry.
 * @throws OnefnError ONEFN_INVALID_OPTION for a function without an expression, an expression that is never due and
 * invalid options, ONEFN_NOT_INSTALLED without croner, ONEFN_NOT_ADAPTED for anything but the result of `adapt`.
 * @example
 * await runSchedules(adapt({ cleanUp, poll }));
 */
export async function runSchedules(
  adapted: Schedulable,
  options: ScheduleRunOptions = {},
): Promise<RunningSchedules> {
  if (!adaptedIn(adapted)) throw notAdapted();
  checkOptions("[onefn/server] runSchedules", options, OPTIONS);
  const work = new Work();
  const { overlap = "skip" } = options;
  const timetables = timetablesOf(adapted, { Calendar: await loadCroner(), overlap, work });
  for (const [name, { next }] of timetables)
    if (!next) throw invalid(name, "its expression is never due. Correct it.");
  const log = loggerOf(adapted.options, "schedules");
  const next = Object.fromEntries(timetables.map(([name, { next }]) => [name, next?.toISOString()]));
  log("info", "[onefn/server] runSchedules: the schedules run.", { next });
  for (const [, timetable] of timetables) timetable.start();
  const forgetRejections = watchRejections();
  const stoppable = {
    async close() {
      for (const [, timetable] of timetables) timetable.stop();
      forgetRejections();
    },
    closeIdle() {},
    cutsBodies: false,
    left: (running: number) => `${running} runs or waitUntil promises had not finished, and were abandoned`,
  };
  const stop = createShutdown(stoppable, work, options);
  const forgetSignals = options.signals === false ? undefined : stopOnSignals(stop);
  return {
    close() {
      forgetSignals?.();
      return stop();
    },
  };
}

/** What timetables are made with. */
interface Means {
  readonly Calendar: CalendarClass;
  readonly overlap: Overlap;
  readonly work: Work;
  /** Default: those of the functions. */
  readonly timers?: Timers | undefined;
  /** Hears how each run ended. Default: nobody does. */
  readonly ended?: ((result: RunResult) => void) | undefined;
}

/** The timetable of each function, by its name. */
export function timetablesOf(
  adapted: Schedulable,
  { Calendar, overlap, work, ended, timers = adapted.options.timers ?? globalThis }: Means,
): readonly (readonly [name: string, Timetable])[] {
  const { functions = [] } = adaptedIn(adapted) ?? {};
  return functions.map((fn) => {
    const cron = expressionOf(fn);
    const { timezone = "UTC" } = fn.trigger;
    const name = fn.name ?? cron;
    const log = loggerOf(adapted.options, name);
    const timetable = new Timetable({
      calendar: new Calendar(cron, { mode: "5-part", timezone }),
      timers,
      overlap,
      async run(due) {
        const result = await runOnce(adapted, { cron, timezone, ...due }, work);
        ended?.(result);
      },
      skipped(first, why) {
        const at = first.toISOString();
        log("warn", `[onefn/server] runSchedules: "${name}" does not run for ${at}, because ${why}.`, {
          code: "ONEFN_RUN_SKIPPED",
          scheduledAt: at,
        });
      },
    });
    return [name, timetable] as const;
  });
}

/** Runs the function of an expression. What fails is logged. */
export function runOnce(adapted: Schedulable, occurrence: Occurrence, work: Work): Promise<RunResult> {
  const event = new Run(occurrence);
  const running = handled(adapted, event, work);
  work.add(running);
  return running;
}

async function handled(adapted: Schedulable, event: Run, work: Work): Promise<RunResult> {
  const end = event.begin(work);
  try {
    return (await adaptedIn(adapted)?.handle(event, work)) as RunResult;
  } catch (error) {
    const { code, message } = error as Partial<OnefnError>;
    const log = loggerOf(adapted.options, event.occurrence.cron);
    log("error", `${message ?? "[onefn/server] runSchedules: a run could not begin."}`, { code, error });
    return "failed";
  } finally {
    end();
  }
}

function expressionOf({ name, trigger: { cron } }: ScheduleFunction): string {
  if (cron !== undefined) return cron;
  throw invalid(name, "it has no expression. Set `cron` or `every`.");
}

function invalid(name: string | undefined, reason: string): OnefnError {
  return new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/server] runSchedules: the schedule${name ? ` "${name}"` : ""} cannot run: ${reason}`,
  );
}

function notAdapted(): OnefnError {
  return new OnefnError(
    "ONEFN_NOT_ADAPTED",
    "[onefn/server] runSchedules was given something that adapt did not make. Write runSchedules(adapt(...)) with the " +
      "`adapt` of @onefn/server/schedule.",
  );
}
