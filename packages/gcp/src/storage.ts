/**
 * Notifications of objects alone, for functions that are deployed with the signature `cloudevent`.
 * @packageDocumentation
 */
import type { StorageFunction } from "onefn";
import { recordPipeline, storageKind } from "onefn/provider";
import { type Adapt, createAdapt } from "./adapt.js";
import { cloudStorage } from "./codecs/cloud-storage.js";
import { eventarcEvents } from "./codecs/eventarc.js";
import { withEvents } from "./events.js";

export type { Adapt, GcpHandler } from "./adapt.js";
export type { GcpOptions } from "./options.js";

/** `adapt` for storage functions of the signature `cloudevent`. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<StorageFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(recordPipeline([storageKind], [eventarcEvents([cloudStorage])])),
);
