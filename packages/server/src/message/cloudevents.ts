import "#globals";
import type { MessageFunction } from "onefn";
import { type AdaptOptions, type EventOptions, messageKind, requestPipeline } from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { cloudEvents, cloudEventsBatch } from "../codecs/cloudevents.js";
import { fetch } from "../codecs/fetch.js";
import { node } from "../codecs/node.js";
import { eventServer } from "../event-server.js";

export type { AdaptOptions, EventOptions } from "onefn/provider";
export type { Adapt } from "../adapt.js";
export type { Adapted } from "../adapted.js";

/** `adapt` for messages that arrive as CloudEvents over HTTP only. See `adapt` of `@onefn/server`. */
export const adapt: Adapt<MessageFunction, AdaptOptions & EventOptions> = /* @__PURE__ */ createAdapt(
  eventServer,
  requestPipeline([node, fetch], [messageKind], [cloudEvents, cloudEventsBatch]),
);
