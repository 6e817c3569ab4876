/**
 * Changes alone, for functions that are deployed with the signature `cloudevent`.
 * @packageDocumentation
 */
import type { ChangeFunction } from "onefn";
import { changeKind, recordPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { eventarcEvents } from "./codecs/eventarc.js";
import { firestore } from "./codecs/firestore/change.js";
import { realtimeDatabase } from "./codecs/realtime-database.js";
import { withEvents } from "./events.js";

export type { Adapt, GcpHandler } from "./adapt.js";
export type { GcpOptions } from "./options.js";

/** `adapt` for change functions of the signature `cloudevent`. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<ChangeFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(recordPipeline([changeKind], [eventarcEvents([firestore, realtimeDatabase])])),
);
