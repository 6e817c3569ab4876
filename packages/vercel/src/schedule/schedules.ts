import type { ScheduleFunction } from "onefn";
import { type Pipeline, requestPipeline, scheduleKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { fetch } from "../codecs/fetch.js";
import { schedules } from "../codecs/schedules.js";
import type { VercelOptions } from "../options.js";
import { vercelQueues } from "../queues/provider.js";

export type { Adapt, Adapted } from "../adapt.js";
export type { VercelOptions } from "../options.js";

const requests = /* @__PURE__ */ requestPipeline([fetch], [scheduleKind], [schedules]);

/** Requests bring the runs, and are no kind of function here. */
const pipeline: Pipeline = { ...requests, kinds: ["schedule"] };

/** `adapt` for Vercel Schedules alone. See `adapt` of `@onefn/vercel`. */
export const adapt: Adapt<ScheduleFunction, VercelOptions, "@onefn/vercel/schedule/schedules"> =
  /* @__PURE__ */ createAdapt(vercelQueues, pipeline);
