import type { EventFunction, StorageFunction } from "onefn";
import { eventKind, recordPipeline, storageKind } from "onefn/provider";
import { type Adapt, bindTo } from "../bind.js";
import { eventGrid } from "../codecs/event-grid.js";

export type { Adapt, AzureMessageHandler } from "../bind.js";
export type { AzureOptions } from "../options.js";

/** `adapt` for Azure Event Grid only: event functions and storage functions. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<EventFunction | StorageFunction> = /* @__PURE__ */ bindTo<
  EventFunction | StorageFunction
>(() => process.env, /* @__PURE__ */ recordPipeline([storageKind, eventKind], [eventGrid]));
