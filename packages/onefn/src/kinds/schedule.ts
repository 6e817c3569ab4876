import type { Context } from "../context/context.js";
import type { Additions, EventMiddleware } from "../middleware.js";
import type { OptionChecks } from "../option-checks.js";
import type { Outcome } from "../outcome.js";
import { OVER, withOwnMembers } from "../own-members.js";
import type { Call } from "../provider/codec.js";
import { type CloudEvent, type EventInit, LazyEvent, testSource } from "../records/event.js";
import {
  defineRecords,
  RECORD_OPTIONS,
  type RecordFunction,
  type RecordOptions,
} from "../records/function.js";
import type { RecordKind } from "../records/kind.js";
import type { RecordSource } from "../records/source.js";
import { cronOf, type Every, isCron, portableCron } from "./cron.js";
import type { MaybePromise } from "./function.js";

/** What a codec of schedules implements. */
export interface ScheduleSource extends RecordSource {
  /** The planned time of the run. Undefined: the source does not send it. */
  scheduledAt(): Date | undefined;
  /** The schedule's cron expression. Undefined: the source does not send it. */
  cron(): string | undefined;
  /** The delay after the planned time in milliseconds: see `lateness`. */
  late(): number | undefined;
  /** The payload that was configured for the schedule. Absent: none. */
  data?(): unknown;
}

/** One run of a schedule. */
export interface Tick extends CloudEvent {
  /** The planned time. Undefined if the provider does not send it. */
  readonly scheduledAt: Date | undefined;
  /** The schedule's cron expression. Undefined if the provider does not send it. */
  readonly cron: string | undefined;
  /** Milliseconds from the planned time to the arrival, 0 or more. Undefined if the planned time is. */
  readonly late: number | undefined;
}

/** A function that runs on a schedule. */
export interface ScheduleFunction extends RecordFunction {
  readonly kind: "schedule";
  readonly trigger: {
    /** The expression of `cron` or `every`. */
    readonly cron: string | undefined;
    readonly timezone: string | undefined;
  };
  readonly batch: false;
  /** The handler, wrapped in its middleware. A unit test calls it with `createTick()` and `createContext()`. */
  readonly handler: (tick: Tick, context: Context) => unknown;
}

/** Options of {@link schedule}. */
export interface ScheduleOptions<
  Use extends readonly EventMiddleware<never>[] = readonly EventMiddleware<never>[],
> extends Pick<RecordOptions<undefined, undefined, Use>, "name" | "use"> {
  /**
   * A cron expression of five fields: minute, hour, day of the month, month, day of the week. Write days of the week by
   * name (`MON`, `MON-FRI`), because providers number them differently, and do not combine them with days of the month,
   * because providers combine the two differently. If a provider sends the expression with a tick, the function receives
   * the ticks with this expression, however the provider writes it. If it does not, a deployable with several schedule
   * functions chooses by the name of the rule, schedule or job, which is the function's name or mapped to it by the
   * option `names` of `adapt`. Default: every tick that no other function claims.
   */
  readonly cron?: string | undefined;
  /** An interval, instead of `cron`: `"5 minutes"`, `"hour"`, `"day"`. */
  readonly every?: Every | undefined;
  /** The time zone of the expression, such as `"Europe/Berlin"`. Default: UTC. See the capability `timezone`. */
  readonly timezone?: string | undefined;
}

/** What a schedule's handler may return. Nothing means that the run succeeded. */
export type ScheduleResult = MaybePromise<Outcome | void>;

/**
 * Defines a function that runs on a schedule. Throwing fails the run; the capability `redelivery` says whether the
 * provider repeats it.
 *
 * @throws OnefnError ONEFN_INVALID_OPTION if the handler is not a function, cron cannot express the interval, or
 * another option is invalid.
 * @example
 * export const cleanUp = schedule({ cron: "30 3 * * *" }, async (tick) => {
 *   await deleteOlderThan(tick.scheduledAt ?? new Date());
 * });
 * @example
 * export const poll = schedule({ every: "5 minutes" }, () => pollPartner());
 */
export function schedule(handler: (tick: Tick, context: Context) => ScheduleResult): ScheduleFunction;
export function schedule<
  const Use extends readonly EventMiddleware<Tick>[] = readonly EventMiddleware<Tick>[],
>(
  options: ScheduleOptions<Use>,
  handler: (tick: Tick, context: Context & Additions<Use>) => ScheduleResult,
): ScheduleFunction;
export function schedule(
  ...args: readonly [Handler] | readonly [ScheduleOptions, Handler]
): ScheduleFunction {
  const [options, handler] = args.length === 1 ? [{}, args[0]] : args;
  const checks = {
    name: RECORD_OPTIONS.name,
    use: RECORD_OPTIONS.use,
    cron: [
      (value, { every }) => isCron(value) && every === undefined,
      'five fields with days of the week by name, and not together with days of the month, steps only after "*" or a ' +
        'range, such as "*/10 3 * * MON-FRI", and without `every`',
    ],
    every: [
      (value) => typeof value === "string" && cronOf(value) !== undefined,
      'an interval that cron can express: "minute", "hour", "day", "week", minutes that divide 60 or hours that divide 24, ' +
        'such as "5 minutes"',
    ],
    timezone: [isTimeZone, 'a time zone of the IANA database, such as "Europe/Berlin"'],
  } satisfies OptionChecks<ScheduleOptions>;
  const definition = {
    definer: "[onefn] schedule",
    kind: "schedule" as const,
    trigger: ({ every, cron = every && cronOf(every), timezone }: ScheduleOptions) => ({ cron, timezone }),
    batch: false as const,
    checks,
  };
  return defineRecords(definition, options, handler);
}

type Handler = ScheduleFunction["handler"];

function isTimeZone(value: unknown): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value as string }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The kind `schedule`, for adapters. */
export const scheduleKind: RecordKind<ScheduleFunction, ScheduleSource> = {
  kind: "schedule",
  words: { option: "cron", place: "schedule", inputs: "ticks" },
  place: ({ trigger: { cron } }) => cron && portableCron(cron),
  input: tickOver,
};

/** How late a tick is by the adapter's clock, in milliseconds: the `late` of a codec's source. */
export function lateness(
  scheduledAt: Date,
  { options: { timers = globalThis } }: Pick<Call, "options">,
): number {
  return Math.max(0, timers.Date.now() - scheduledAt.getTime());
}

class LazyTick extends LazyEvent<unknown, ScheduleSource> implements Tick {
  override get time() {
    return this.scheduledAt?.toISOString();
  }
  get scheduledAt() {
    return this[OVER].scheduledAt();
  }
  get cron() {
    return this[OVER].cron();
  }
  get late() {
    return this[OVER].late();
  }
}

function tickOver(source: ScheduleSource): Tick {
  return withOwnMembers(new LazyTick(source, source.data?.()));
}

/** The members of a test's tick. Every member has a default. */
export interface TickInit extends Partial<EventInit> {
  /** Default: now. Undefined: as if the provider did not send it. */
  readonly scheduledAt?: Date | undefined;
  /** Default: undefined, as if the provider did not send it. */
  readonly cron?: string | undefined;
  /** Milliseconds. Default: 0, or undefined if `scheduledAt` is. */
  readonly late?: number | undefined;
}

/**
 * Creates a tick for unit tests, without a provider. It is copied, listed and printed like one that a handler receives.
 *
 * @example
 * await cleanUp.handler(createTick({ scheduledAt: new Date("2026-03-01T03:30:00Z") }), createContext());
 */
export function createTick(init: TickInit = {}): Tick {
  const { data, cron } = init;
  const scheduledAt = "scheduledAt" in init ? init.scheduledAt : new Date();
  const { late = scheduledAt && 0 } = init;
  return tickOver({
    ...testSource({ ...init, data }, "test.tick"),
    data: () => data,
    scheduledAt: () => scheduledAt,
    cron: () => cron,
    late: () => late,
  });
}
