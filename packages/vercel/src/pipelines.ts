import type { ScheduleFunction } from "onefn";
import {
  type AdaptOptions,
  type EventOptions,
  messageKind,
  OnefnError,
  type Pipeline,
  requestPipeline,
  scheduleKind,
  withTaskRequests,
} from "onefn/provider";
import { cron } from "./codecs/cron.js";
import { fetch } from "./codecs/fetch.js";
import { queues } from "./codecs/queues.js";
import { schedules } from "./codecs/schedules.js";

/** Requests, and all events that they can bring. */
export const everything: Pipeline = /* @__PURE__ */ inUtc(
  /* @__PURE__ */ withTaskRequests(
    /* @__PURE__ */ requestPipeline([fetch], [messageKind, scheduleKind], [queues, cron, schedules]),
  ),
);

/** Cron jobs run in UTC: an expression in another time zone would run at the wrong hour. */
export function inUtc(pipeline: Pipeline): Pipeline {
  return {
    ...pipeline,
    bind(functions, provider, options: AdaptOptions & EventOptions) {
      const sources = [options.events ?? []].flat();
      const onlyElse =
        sources.length > 0 && sources.every(({ triggers }) => triggers && !triggers.includes("cron"));
      const zoned = (functions as readonly ScheduleFunction[]).find(
        ({ kind, trigger: { timezone = "UTC" } }) =>
          kind === "schedule" && !/^(?:etc\/)?utc$/i.test(timezone),
      );
      if (zoned && !onlyElse) throw wrongHour(zoned);
      return pipeline.bind(functions, provider, options);
    },
  };
}

function wrongHour({ name, trigger: { cron: expression, timezone } }: ScheduleFunction): OnefnError {
  return new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/vercel] adapt: the schedule${name ? ` "${name}"` : ""} with cron "${expression}" is in the time zone ` +
      `${timezone}, but cron jobs run in UTC. Write the expression in UTC and remove \`timezone\`, or limit the option ` +
      '`events` to { triggers: ["schedules"] }, which have time zones.',
  );
}
