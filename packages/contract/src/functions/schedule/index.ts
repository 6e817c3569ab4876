import { type Context, schedule, type Tick } from "onefn";
import { missingInContext, missingInEvent, type OwnMembers } from "../copies.js";
import { recordFunctions } from "../records/index.js";
import { report } from "../report.js";
import { scheduleDefiner } from "./definer.js";
import { cronFor } from "./planned.js";

const OWN: OwnMembers<Tick> = { scheduledAt: true, cron: true, late: true };

/** What a function reports about a tick. */
export interface SeenTick {
  readonly id: string;
  readonly specversion: string;
  readonly source: string;
  readonly type: string;
  readonly time: string | null;
  readonly scheduledAt: string | null;
  readonly cron: string | null;
  readonly late: number | null;
  /** Whether the tick has no data. */
  readonly bare: boolean;
  readonly requestId: string;
  readonly functionName: string;
}

function see(tick: Tick, context: Context): void {
  const { id, specversion, source, type } = tick;
  const seen: SeenTick = {
    id,
    specversion,
    source,
    type,
    time: tick.time ?? null,
    scheduledAt: tick.scheduledAt instanceof Date ? tick.scheduledAt.toISOString() : null,
    cron: tick.cron ?? null,
    late: tick.late ?? null,
    bare: tick.data === undefined,
    requestId: context.requestId,
    functionName: context.functionName,
  };
  report(context, { ...seen });
}

/** One deployable with every schedule function that the cases send to. */
export const scheduleFunctions = {
  seen: schedule({ name: "contract-seen", cron: cronFor("contract-seen") }, see),
  every: schedule({ name: "contract-every", every: "5 minutes" }, see),
  copied: schedule({ name: "contract-copied", cron: cronFor("contract-copied") }, (tick, context) => {
    report(context, { id: tick.id, missing: [missingInEvent(tick, OWN), missingInContext(context)] });
  }),
  ...recordFunctions(scheduleDefiner),
};

/** One function that is due every hour, and one that is due every day. */
export const weekFunctions = {
  hourly: schedule({ name: "contract-hourly", every: "hour" }, see),
  daily: schedule({ name: "contract-daily", cron: "30 3 * * *" }, see),
};

/** A function whose expression is in a time zone. */
export const zonedFunctions = {
  zoned: schedule({ name: "contract-zoned", cron: "30 3 * * *", timezone: "Europe/Berlin" }, see),
};
