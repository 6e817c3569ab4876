import "#globals";
import { pubsub, pubsubUnwrapped } from "@onefn/server/pubsub";
import type { HttpFunction, MessageFunction } from "onefn";
import { messageKind, requestPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { functionsFramework } from "../codecs/functions-framework.js";
import { withEvents } from "../events.js";

export type { Adapt, GcpHandler } from "../adapt.js";
export type { GcpOptions } from "../options.js";

/** `adapt` for Pub/Sub's push alone, beside http, by the signature `http`. See `adapt` of `@onefn/gcp`. */
export const adapt: Adapt<HttpFunction | MessageFunction> = /* @__PURE__ */ createAdapt(
  () => process.env,
  withEvents(requestPipeline([functionsFramework], [messageKind], [pubsubUnwrapped, pubsub])),
);
