import type { ScheduleFunction } from "onefn";
import {
  type Adaptable,
  createAdapter,
  installFetch,
  listFunctions,
  OnefnError,
  type Pipeline,
  requestPipeline,
  scheduleKind,
} from "onefn/provider";
import type { NetlifyHandler } from "../adapt.js";
import { fetch } from "../codecs/fetch.js";
import { scheduledFunctions } from "../codecs/scheduled-functions.js";
import { eventNetlify, type NetlifyEventOptions } from "../event-options.js";

export type { NetlifyHandler } from "../adapt.js";
export type { NetlifyEventOptions } from "../event-options.js";

/** Requests bring the runs, and are no kind of function here. */
const pipelines: readonly Pipeline[] = /* @__PURE__ */ (() => [
  { ...requestPipeline([fetch], [scheduleKind], [scheduledFunctions]), kinds: ["schedule"] },
])();

/**
 * Prepares schedule functions for Netlify's scheduled functions. A lone function takes every run; several are chosen by
 * the name of the file. Export a `config` with the same `schedule` beside it.
 *
 * @throws OnefnError ONEFN_UNSUPPORTED_KIND for a function of another kind, ONEFN_DUPLICATE_TRIGGER when two functions
 * have the same name, ONEFN_INVALID_OPTION for invalid options and a time zone other than UTC, ONEFN_NOT_A_FUNCTION for
 * anything else.
 * @see https://docs.netlify.com/build/functions/scheduled-functions/
 * @example
 * export default adapt(cleanUp, { events: { verify: "platform" } });
 * export const config = { schedule: "30 3 * * *" };
 */
export function adapt<T>(
  functions: Adaptable<T, ScheduleFunction, "@onefn/netlify/schedule/scheduled-functions">,
  options: NetlifyEventOptions = {},
): NetlifyHandler {
  installFetch();
  const entry = "onefn/netlify/schedule/scheduled-functions";
  const handle = createAdapter(entry, eventNetlify, pipelines, functions, options);
  for (const fn of listFunctions(entry, functions) as readonly ScheduleFunction[]) refuseTimeZone(fn);
  return async (request, context) => handle(request, context) as Promise<Response>;
}

/** An expression in another time zone would run at the wrong hour. */
function refuseTimeZone({ name, trigger: { cron, timezone = "UTC" } }: ScheduleFunction): void {
  if (/^(?:etc\/)?utc$/i.test(timezone)) return;
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/netlify] adapt: the schedule${name ? ` "${name}"` : ""} with cron "${cron}" is in the time zone ` +
      `${timezone}, but scheduled functions run in UTC. Write the expression in UTC and remove \`timezone\`.`,
  );
}
