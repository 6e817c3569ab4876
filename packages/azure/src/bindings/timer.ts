import { app } from "@azure/functions";
import type { ScheduleFunction } from "onefn";
import { checkOptions, type OptionChecks } from "onefn/provider";
import { adapt } from "../schedule/timer.js";
import type { TriggerBinding } from "../trigger-binding.js";
import { FLAG, NAME } from "./checks.js";
import { placed } from "./placing.js";
import { RETRY, type RetryPolicy } from "./retry-policy.js";

/**
 * The timer that triggers schedule functions.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-timer
 */
export interface TimerOptions {
  /**
   * An expression of Azure's with six fields, seconds first, or an app setting such as `%NIGHTLY%`. Default: the
   * function's `cron` or `every`, at second 0.
   */
  readonly schedule?: string | undefined;
  /** Whether the function also runs each time the app starts. Default: false. */
  readonly runOnStartup?: boolean | undefined;
  /**
   * Whether the host remembers the last run, so that it notices a missed one and tells the planned time. Default: the
   * host's, true for intervals of a minute or more.
   */
  readonly useMonitor?: boolean | undefined;
  /** The host's retry policy. Default: none, so a run that fails is not repeated. */
  readonly retry?: RetryPolicy | undefined;
}

const TIMER_OPTIONS = {
  schedule: NAME,
  runOnStartup: FLAG,
  useMonitor: FLAG,
  retry: RETRY,
} satisfies OptionChecks<TimerOptions>;

const PLACE = "[onefn/azure] timer";

/**
 * A timer as the trigger of schedule functions, for `register`. By default, it has the `cron` of the function.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION for invalid options; from `register`, if neither they nor the function say
 * when.
 * @example
 * register("cleanUp", cleanUp, timer());
 */
export function timer(options: TimerOptions = {}): TriggerBinding<ScheduleFunction> {
  checkOptions(PLACE, options, TIMER_OPTIONS);
  const { schedule, runOnStartup, useMonitor, retry } = options;
  return {
    connect(name, functions, adaptOptions) {
      const named = { at: PLACE, option: "schedule", place: schedule, claim: "cron" } as const;
      const { place, options: own } = placed(named, functions, adaptOptions);
      app.timer(name, {
        // A function's expression has no seconds, which are first.
        schedule: schedule ?? `0 ${place}`,
        ...(runOnStartup !== undefined && { runOnStartup }),
        ...(useMonitor !== undefined && { useMonitor }),
        ...(retry && { retry }),
        handler: adapt(functions, own),
      });
    },
  };
}
