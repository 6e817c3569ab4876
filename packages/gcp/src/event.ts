/**
 * Events of any type alone, for functions that are deployed with the signature `cloudevent`.
 * @packageDocumentation
 */
import type { EventFunction } from "onefn";
import { eventKind, recordPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { anyEvent } from "./codecs/any-event.js";
import { eventarcEvents } from "./codecs/eventarc.js";
import { withEvents } from "./events.js";

export type { Adapt, GcpHandler } from "./adapt.js";
export type { GcpOptions } from "./options.js";

/** `adapt` for event functions of the signature `cloudevent`. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<EventFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(recordPipeline([eventKind], [eventarcEvents([anyEvent])])),
);
