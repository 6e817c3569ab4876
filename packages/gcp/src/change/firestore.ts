import "#globals";
import type { ChangeFunction, HttpFunction } from "onefn";
import { changeKind, recordPipeline, requestPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { eventarcEvents, eventarcRequests } from "../codecs/eventarc.js";
import { firestore } from "../codecs/firestore/change.js";
import { functionsFramework } from "../codecs/functions-framework.js";
import { withEvents } from "../events.js";

export type { Adapt, GcpHandler } from "../adapt.js";
export type { GcpOptions } from "../options.js";

/** `adapt` for Firestore alone, beside http, by either signature. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<HttpFunction | ChangeFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(
    requestPipeline([functionsFramework], [changeKind], [eventarcRequests([firestore])]),
    recordPipeline([changeKind], [eventarcEvents([firestore])]),
  ),
);
