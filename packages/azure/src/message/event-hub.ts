import type { MessageFunction } from "onefn";
import { messageKind, recordPipeline } from "onefn/provider";
import { type Adapt, bindTo } from "../bind.js";
import { eventHub } from "../codecs/event-hub.js";

export type { Adapt, AzureMessageHandler } from "../bind.js";
export type { AzureOptions } from "../options.js";

/** `adapt` for Azure Event Hubs only. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<MessageFunction> = /* @__PURE__ */ bindTo<MessageFunction>(
  () => process.env,
  /* @__PURE__ */ recordPipeline([messageKind], [eventHub]),
);
