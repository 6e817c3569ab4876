import { type Call, lateness, portableCron, type RecordCodec, type ScheduleSource } from "onefn/provider";
import type { Invocation } from "../native.js";
import { invocationContext } from "./invocation-context.js";
import { withSettings } from "./settings.js";
import { settlesOnce, stream } from "./stream.js";
import { isTriggeredBy, timeOf, triggerOf } from "./triggered.js";

/**
 * What a timer hands over.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-timer#usage
 */
export interface TimerRecord {
  /** Whether the host has missed the planned time. */
  readonly isPastDue?: boolean | undefined;
  /** Null with intervals of less than a minute, and where the timer has no monitor. */
  readonly scheduleStatus?:
    | {
        /** The occurrence before. In the year 1: there was none. */
        readonly last?: string | undefined;
        /** The occurrence that this run is for. While the function runs, the host has not planned another one. */
        readonly next?: string | undefined;
      }
    | null
    | undefined;
}

/**
 * Milliseconds by which a timer may be early. One that is told a later time was started by hand, or with the app
 * (`runOnStartup`): the planned run is still to come.
 * @see https://github.com/Azure/azure-functions-host/issues/7398
 */
const EARLY = 30_000;

class TimerSource implements ScheduleSource {
  readonly record: TimerRecord;
  readonly id: string;
  readonly #invocation: Invocation;
  readonly #at: Date | undefined;
  readonly #late: number | undefined;

  constructor(record: TimerRecord | null, call: Call<unknown, Invocation>) {
    const { nativeContext, options: { timers = globalThis } = {} } = call;
    const next = timeOf(record?.scheduleStatus?.next);
    this.record = record ?? {};
    this.#invocation = nativeContext;
    this.#at = next && next.getTime() <= timers.Date.now() + EARLY ? next : undefined;
    this.#late = this.#at && lateness(this.#at, call);
    const { functionName, invocationId } = nativeContext.context;
    // Azure gives a run no id. A function has one schedule, and each of its times comes once.
    this.id = `${functionName}:${scheduleOf(nativeContext)}@${this.#at?.toISOString() ?? invocationId}`;
  }

  source(): string {
    return this.#invocation.context.functionName;
  }
  type(): string {
    return "com.microsoft.azure.functions.timer";
  }
  subject(): string {
    return this.cron();
  }
  scheduledAt(): Date | undefined {
    return this.#at;
  }
  cron(): string {
    return portableCron(scheduleOf(this.#invocation));
  }
  late(): number | undefined {
    return this.#late;
  }
  extensions(): Readonly<Record<string, unknown>> {
    return this.record.isPastDue ? { pastdue: true } : {};
  }
}

/** The expression that the function was registered with. */
function scheduleOf({ context, env }: Invocation): string {
  return withSettings(`${triggerOf<{ readonly schedule?: string }>(context).schedule}`, env);
}

/** An interval, such as `00:30:00`, is no expression. */
function namesOf(schedule: string): readonly string[] {
  return schedule.includes(" ") ? [portableCron(schedule)] : [];
}

/**
 * Timers, with one tick in each invocation. The host repeats a failed run only by a retry policy.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-timer
 */
export const timer: RecordCodec<TimerRecord | null, TimerRecord | null, void, Invocation> = {
  trigger: "timer",
  matches: (_, { context }) => isTriggeredBy("timerTrigger", context),
  records: (record) => [record],
  readings: [
    {
      kind: "schedule",
      origin: (_, { nativeContext }) => scheduleOf(nativeContext),
      names: namesOf,
      decode: (record, _, call) => new TimerSource(record, call),
    },
  ],
  lastAttempt: stream.lastAttempt,
  repeatDelays: stream.repeatDelays,
  settle: settlesOnce("Register the function with a retry policy."),
  context: invocationContext,
};
