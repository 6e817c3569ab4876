import "#globals";
import type { EventFunction } from "onefn";
import { type AdaptOptions, type EventOptions, eventKind, requestPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { batchOfAnyKind, cloudEventsOfAnyKind } from "../codecs/cloudevents-of-any-kind.js";
import { fetch } from "../codecs/fetch.js";
import { node } from "../codecs/node.js";
import { eventServer } from "../event-server.js";

export type { AdaptOptions, EventOptions } from "onefn/provider";
export type { Adapt } from "../adapt.js";
export type { Adapted } from "../adapted.js";

/** `adapt` for events that arrive as CloudEvents over HTTP only. See `adapt` of `@onefn/server`. */
export const adapt: Adapt<EventFunction, AdaptOptions & EventOptions> = /* @__PURE__ */ createAdapt(
  eventServer,
  requestPipeline([node, fetch], [eventKind], [cloudEventsOfAnyKind, batchOfAnyKind]),
);
