/**
 * Only events, through every trigger of Azure Functions that delivers them.
 * @packageDocumentation
 */
import type { EventFunction } from "onefn";
import { eventKind, recordPipeline } from "onefn/provider";
import { type Adapt, bindTo } from "./bind.js";
import { eventGrid } from "./codecs/event-grid.js";

export type { Adapt, AzureMessageHandler } from "./bind.js";
export type { AzureOptions } from "./options.js";

/** `adapt` for event functions. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<EventFunction> = /* @__PURE__ */ bindTo<EventFunction>(
  () => process.env,
  /* @__PURE__ */ recordPipeline([eventKind], [eventGrid]),
);
