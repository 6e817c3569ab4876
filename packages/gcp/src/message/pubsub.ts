import type { MessageFunction } from "onefn";
import { messageKind, recordPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { pubsubEventarc } from "../codecs/pubsub-eventarc.js";
import { withEvents } from "../events.js";

export type { Adapt, GcpHandler } from "../adapt.js";
export type { GcpOptions } from "../options.js";

/** `adapt` for Pub/Sub alone, by the signature `cloudevent`. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<MessageFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(recordPipeline([messageKind], [pubsubEventarc])),
);
