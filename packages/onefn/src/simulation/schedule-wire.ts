import { listFunctions } from "../adapter/adapter.js";
import type { ScheduleFunction } from "../kinds/schedule.js";
import { occurrences } from "./occurrences.js";
import type { DrainReport, RecordDeployment, RecordOptions, RecordWire } from "./record-wire.js";
import type { Clock, Load, WireOf } from "./wire.js";

/** One way in which a provider runs functions on a schedule. */
export type ScheduleWire = WireOf<"schedule", "records", RecordOptions<OutgoingTick>, ScheduleDeployment> &
  Pick<RecordWire<"schedule", OutgoingTick>, "requests">;

/** A run of a schedule, started by hand. */
export interface OutgoingTick {
  /** The planned time. Default: now. */
  readonly scheduledAt?: Date | undefined;
}

/**
 * Functions that run on schedules. The place of a schedule is the name of the function that claims it, or its cron
 * expression.
 */
export interface ScheduleDeployment extends RecordDeployment<OutgoingTick> {
  /**
   * Lets time pass on the clock of `deploy`, as fast as the functions run. Each time a function's cron expression is
   * due, its tick is delivered. A tick is finished before the next one starts.
   */
  elapse(ms: number): Promise<DrainReport>;
}

/** What a schedule deployment needs besides its broker. */
export interface ScheduleOptions {
  readonly load: Load;
  /** The broker's clock. */
  readonly clock: Clock;
}

/** The deployment of a schedule wire: a broker of ticks with {@link ScheduleDeployment.elapse}. */
export function createSchedules(
  broker: RecordDeployment<OutgoingTick>,
  { load, clock }: ScheduleOptions,
): ScheduleDeployment {
  return Object.assign(broker, {
    async elapse(ms: number) {
      const end = clock.now() + ms;
      const reports: DrainReport[] = [];
      for (const { cron, at } of ticksIn(schedulesOf(load), clock.now(), end)) {
        clock.advance(Math.max(0, at - clock.now()));
        await broker.send(cron, [{ scheduledAt: new Date(at) }]);
        reports.push(await broker.drain(cron));
      }
      clock.advance(Math.max(0, end - clock.now()));
      return {
        acknowledged: reports.flatMap(({ acknowledged }) => acknowledged),
        dead: reports.flatMap(({ dead }) => dead),
        lost: reports.flatMap(({ lost }) => lost),
        repeated: reports.flatMap(({ repeated }) => repeated),
        attempts: Object.assign({}, ...reports.map(({ attempts }) => attempts)),
      };
    },
  });
}

/** The cron expression of the function with this name. Any other name is itself an expression. */
export function cronNamed(load: Load, name: string): string {
  return schedulesOf(load).find((fn) => fn.name === name)?.trigger.cron ?? name;
}

/**
 * The name of the function with this cron expression, for providers that send a schedule's name instead of its
 * expression. Any other text is itself a name.
 */
export function scheduleNamed(load: Load, cron: string): string {
  return schedulesOf(load).find((fn) => fn.trigger.cron === cron)?.name ?? cron;
}

function schedulesOf(load: Load): readonly ScheduleFunction[] {
  try {
    return listFunctions("onefn", load()).filter((fn): fn is ScheduleFunction => fn.kind === "schedule");
  } catch {
    // Functions that cannot be adapted have no schedules. The adapter reports the error.
    return [];
  }
}

/** The times at which the functions' expressions are due, in order. Equal times keep the order of the functions. */
function ticksIn(functions: readonly ScheduleFunction[], after: number, until: number) {
  const crons = functions.flatMap(({ trigger }) => trigger.cron ?? []);
  return crons
    .flatMap((cron) => occurrences(cron, after, until).map((at) => ({ cron, at })))
    .sort((a, b) => a.at - b.at);
}
