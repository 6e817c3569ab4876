import "#globals";
import type { EventFunction, StorageFunction } from "onefn";
import {
  type AdaptOptions,
  type EventOptions,
  eventKind,
  requestPipeline,
  storageKind,
} from "onefn/provider";
import { type Adapt, createAdapt } from "../adapt.js";
import { eventGrid } from "../codecs/event-grid.js";
import { fetch } from "../codecs/fetch.js";
import { node } from "../codecs/node.js";
import { eventServer } from "../event-server.js";

export type { AdaptOptions, EventOptions } from "onefn/provider";
export type { Adapt } from "../adapt.js";
export type { Adapted } from "../adapted.js";

/**
 * `adapt` for events that Azure Event Grid sends by webhook in its own schema only: event functions, and storage
 * functions. See `adapt` of `@onefn/server`.
 */
export const adapt: Adapt<EventFunction | StorageFunction, AdaptOptions & EventOptions> =
  /* @__PURE__ */ createAdapt(
    eventServer,
    requestPipeline([node, fetch], [storageKind, eventKind], [eventGrid]),
  );
