/**
 * Only storage notifications, through every trigger of Azure Functions that delivers them.
 * @packageDocumentation
 */
import type { StorageFunction } from "onefn";
import { recordPipeline, storageKind } from "onefn/provider";
import { type Adapt, bindTo } from "./bind.js";
import { blob } from "./codecs/blob.js";
import { eventGrid } from "./codecs/event-grid.js";

export type { Adapt, AzureMessageHandler } from "./bind.js";
export type { AzureOptions } from "./options.js";

/** `adapt` for storage functions. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<StorageFunction> = /* @__PURE__ */ bindTo<StorageFunction>(
  () => process.env,
  /* @__PURE__ */ recordPipeline([storageKind], [blob, eventGrid]),
);
