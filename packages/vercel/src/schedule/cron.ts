import type { ScheduleFunction } from "onefn";
import { requestPipeline, scheduleKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { cron } from "../codecs/cron.js";
import { fetch } from "../codecs/fetch.js";
import type { VercelOptions } from "../options.js";
import { inUtc } from "../pipelines.js";
import { vercelQueues } from "../queues/provider.js";

export type { Adapt, Adapted } from "../adapt.js";
export { cronSecret } from "../cron-secret.js";
export type { VercelOptions } from "../options.js";

const requests = /* @__PURE__ */ requestPipeline([fetch], [scheduleKind], [cron]);

/** Requests bring the runs, and are no kind of function here. */
const pipeline = /* @__PURE__ */ inUtc({ ...requests, kinds: ["schedule"] });

/** `adapt` for cron jobs alone. See `adapt` of `@onefn/vercel`. */
export const adapt: Adapt<ScheduleFunction, VercelOptions, "@onefn/vercel/schedule/cron"> =
  /* @__PURE__ */ createAdapt(vercelQueues, pipeline);
