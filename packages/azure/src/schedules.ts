import type { ScheduleFunction } from "onefn";
import { OnefnError, type Pipeline, recordPipeline, scheduleKind } from "onefn/provider";
import { timer } from "./codecs/timer.js";
import type { Environment } from "./native.js";

const timers = /* @__PURE__ */ recordPipeline([scheduleKind], [timer]);

/** The pipeline of timers in an environment, which says in which time zone the host reads all expressions. */
export function schedulesIn(environment: () => Environment): Pipeline {
  return {
    kinds: ["schedule"],
    codecs: [timer],
    bind(functions, ...rest) {
      for (const fn of functions as readonly ScheduleFunction[]) refuseTimeZone(fn, environment());
      return timers.bind(functions, ...rest);
    },
  };
}

/**
 * An expression in another time zone would run at the wrong hour. Windows has names of its own for time zones, which
 * cannot be compared.
 * @see https://learn.microsoft.com/en-us/azure/azure-functions/functions-bindings-timer#ncrontab-time-zones
 */
function refuseTimeZone(
  { name, trigger: { cron, timezone = "UTC" } }: ScheduleFunction,
  { WEBSITE_TIME_ZONE: zone = "" }: Environment,
): void {
  if (isSameZone(timezone, zone || "UTC")) return;
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/azure] adapt: the schedule${name ? ` "${name}"` : ""} with cron "${cron}" is in the time zone ${timezone}, ` +
      `but timers run in ${zone || "UTC"}. Set the app setting WEBSITE_TIME_ZONE, or change \`timezone\`.`,
  );
}

function isSameZone(one: string, other: string): boolean {
  const [asked, set] = [one, other].map(zoneNamed);
  return set === undefined || asked === set;
}

/** The name by which a time zone is compared; undefined for one of Windows. */
function zoneNamed(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
