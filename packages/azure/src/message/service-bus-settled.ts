import type { MessageFunction } from "onefn";
import { messageKind, recordPipeline } from "onefn/provider";
import { type Adapt, bindTo } from "../bind.js";
import { serviceBusSettled } from "../codecs/service-bus-settled.js";

export type { Adapt, AzureMessageHandler } from "../bind.js";
export type { AzureOptions } from "../options.js";

/** `adapt` for Azure Service Bus only, with messages that the function settles one by one. See `adapt` of `@onefn/azure`. */
export const adapt: Adapt<MessageFunction> = /* @__PURE__ */ bindTo<MessageFunction>(
  () => process.env,
  /* @__PURE__ */ recordPipeline([messageKind], [serviceBusSettled]),
);
