import "#globals";
import type { HttpFunction, StorageFunction } from "onefn";
import { recordPipeline, requestPipeline, storageKind } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { cloudStorage } from "../codecs/cloud-storage.js";
import { eventarcEvents, eventarcRequests } from "../codecs/eventarc.js";
import { functionsFramework } from "../codecs/functions-framework.js";
import { withEvents } from "../events.js";

export type { Adapt, GcpHandler } from "../adapt.js";
export type { GcpOptions } from "../options.js";

/** `adapt` for Cloud Storage alone, beside http, by either signature. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<HttpFunction | StorageFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(
    requestPipeline([functionsFramework], [storageKind], [eventarcRequests([cloudStorage])]),
    recordPipeline([storageKind], [eventarcEvents([cloudStorage])]),
  ),
);
