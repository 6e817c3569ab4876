/**
 * Schedules alone, for functions that are deployed with the signature `cloudevent`: Cloud Scheduler by Pub/Sub.
 * @packageDocumentation
 */
import type { ScheduleFunction } from "onefn";
import { recordPipeline, scheduleKind } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { pubsubEventarc } from "./codecs/pubsub-eventarc.js";
import { pubsubTick } from "./codecs/pubsub-tick.js";
import { withEvents } from "./events.js";

export type { Adapt, GcpHandler } from "./adapt.js";
export type { GcpOptions } from "./options.js";

/** `adapt` for schedule functions of the signature `cloudevent`. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<ScheduleFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(recordPipeline([scheduleKind], [{ ...pubsubEventarc, readings: [pubsubTick] }])),
);
