import type { ScheduleFunction } from "onefn";
import {
  httpPipeline,
  messageKind,
  OnefnError,
  type Pipeline,
  type Provider,
  recordPipeline,
  scheduleKind,
  storageKind,
} from "onefn/provider";
import { fetch } from "./codecs/fetch.js";
import { queues as queuesCodec } from "./codecs/queues.js";
import { queuesFromR2, queuesOfAnyKind } from "./codecs/queues-of-any-kind.js";
import { scheduled } from "./codecs/scheduled.js";
import { queuePlatform } from "./queue-platform.js";

/** The pipeline of requests. */
export const http: Pipeline = /* @__PURE__ */ httpPipeline([fetch]);

const records = /* @__PURE__ */ recordPipeline([scheduleKind], [scheduled]);

/** The pipeline of cron triggers. */
export const schedules: Pipeline = {
  kinds: ["schedule"],
  codecs: [scheduled],
  bind(functions, ...rest) {
    for (const fn of functions as readonly ScheduleFunction[]) refuseTimeZone(fn);
    return records.bind(functions, ...rest);
  },
};

/** The pipeline of queues. */
export const queues: Pipeline = /* @__PURE__ */ overQueues(
  /* @__PURE__ */ recordPipeline([messageKind], [queuesCodec]),
);

/** The pipeline of queues that only receive notifications from buckets. */
export const notifications: Pipeline = /* @__PURE__ */ overQueues(
  /* @__PURE__ */ recordPipeline([storageKind], [queuesFromR2]),
);

/** The pipeline of queues for all kinds. */
export const anyQueues: Pipeline = /* @__PURE__ */ overQueues(
  /* @__PURE__ */ recordPipeline([messageKind, storageKind], [queuesOfAnyKind]),
);

/** Only here, so that Workers without queues do not carry their platform. */
function overQueues(pipeline: Pipeline): Pipeline {
  return {
    ...pipeline,
    bind: (functions, provider, options) =>
      pipeline.bind(functions, { ...provider, platform: queuePlatform as Provider["platform"] }, options),
  };
}

/** An expression in another time zone would run at the wrong hour. */
function refuseTimeZone({ name, trigger: { cron, timezone = "UTC" } }: ScheduleFunction): void {
  if (/^(?:etc\/)?utc$/i.test(timezone)) return;
  throw new OnefnError(
    "ONEFN_INVALID_OPTION",
    `[onefn/cloudflare] adapt: the schedule${name ? ` "${name}"` : ""} with cron "${cron}" is in the time zone ` +
      `${timezone}, but cron triggers run in UTC. Write the expression in UTC and remove \`timezone\`.`,
  );
}
